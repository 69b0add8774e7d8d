// Saves the page a moment after typing stops.  Files are uploaded apart.

const PAUSE = 1500; // milliseconds

export function saveQuietly(form) {
  const { autosave, saySaving, saySaved, sayUnsaved } = form.dataset;
  const status = document.querySelector("[data-saved]");
  let waiting;
  let running;

  const say = (text) => {
    if (status) status.textContent = text;
  };

  async function save() {
    running?.abort();
    running = new AbortController();
    const current = running;
    try {
      const answer = await fetch(autosave, {
        method: "POST",
        body: withoutFiles(form),
        signal: current.signal,
      });
      say(answer.ok ? saySaved : sayUnsaved);
    } catch {
      if (!current.signal.aborted) say(sayUnsaved);
    }
  }

  form.addEventListener("input", () => {
    say(saySaving);
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    running?.abort();
  });
}

function withoutFiles(form) {
  const data = new FormData(form);
  for (const input of form.querySelectorAll("input[type=file]")) data.delete(input.name);
  return data;
}
