// A page of a form: shows and hides questions, saves, finds addresses, uploads with progress.
// Everything here also works, more slowly, without scripts.

import "./page.js";
import { findAddresses } from "./address.js";
import { saveQuietly } from "./autosave.js";
import { showProgress } from "./upload.js";
import { keepVisibilityCurrent } from "./visibility.js";

const form = document.getElementById("page");

keepVisibilityCurrent(form);
findAddresses(form);
showProgress(form);
saveQuietly(form);
