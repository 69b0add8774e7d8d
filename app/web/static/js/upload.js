// Uploads a file as soon as it is chosen and says how far it is.

export function showProgress(form) {
  for (const input of form.querySelectorAll("[data-upload]")) {
    input.addEventListener("change", () => {
      if (input.files.length > 0) upload(form, input);
    });
  }
}

function upload(form, input) {
  const question = input.closest("[data-field]");
  const status = question.querySelector("[data-upload-status]");
  const data = new FormData(form);
  data.set("action", `upload:${input.name}`);
  const request = new XMLHttpRequest();
  request.open("POST", location.href);
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    status.textContent = `${input.dataset.sayUploading} ${Math.round((loaded / total) * 100)}%`;
  });
  request.addEventListener("load", () => {
    if (request.status < 400) showAgain(question.dataset.path);
    else question.querySelector(`[value="upload:${input.name}"]`).click(); // for the message
  });
  request.addEventListener("error", () => {
    status.textContent = input.dataset.sayFailed;
  });
  request.send(data);
}

function showAgain(path) {
  history.replaceState(null, "", `#${path}`);
  location.reload();
}
