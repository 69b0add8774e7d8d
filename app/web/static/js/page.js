// What every page with a form gains from scripts: focus on what went wrong, and one sending only.

document.documentElement.classList.add("scripted");

document.querySelector("[data-focus]")?.focus();

for (const form of document.querySelectorAll("form[data-once]")) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  // A page that comes back out of the browser's memory may be sent again; the server decides.
  addEventListener("pageshow", (event) => {
    if (event.persisted) sent = false;
  });
}
