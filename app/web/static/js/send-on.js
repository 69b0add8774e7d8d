// Sends the page's only form at once, where nobody has anything left to decide.

document.querySelector("form[data-send-on]")?.submit();
