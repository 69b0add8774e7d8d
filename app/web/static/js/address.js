// Fills in an address from its postal code without leaving the page.

export function findAddresses(form) {
  for (const address of form.querySelectorAll("[data-address]")) {
    const button = address.querySelector("[data-lookup]");
    button.addEventListener("click", (event) => {
      event.preventDefault();
      lookUp(address).catch(() => submitInstead(form, button));
    });
  }
}

async function lookUp(address) {
  const code = partOf(address, "postal_code").value;
  const answer = await fetch(`/address?${new URLSearchParams({ postal_code: code })}`);
  if (!answer.ok) throw new Error(`address: ${answer.status}`);
  const { towns } = await answer.json();
  for (const part of ["prefecture", "city", "town"]) {
    const found = new Set(towns.map((town) => town[part]));
    if (found.size === 1) fill(partOf(address, part), [...found][0]);
  }
  say(address, towns.length);
}

function partOf(address, part) {
  return document.getElementById(`${address.dataset.address}.${part}`);
}

function fill(input, text) {
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function say(address, count) {
  const { sayFound, saySeveral, sayNotFound } = address.dataset;
  const status = address.querySelector("[data-lookup-status]");
  if (count === 0) status.textContent = sayNotFound;
  else status.textContent = count === 1 ? sayFound : saySeveral;
}

function submitInstead(form, button) {
  const action = document.createElement("input");
  action.type = "hidden";
  action.name = button.name;
  action.value = button.value;
  form.append(action);
  form.submit();
}
