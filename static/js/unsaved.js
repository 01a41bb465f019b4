// A long form says that it is not saved, and asks before it is left.
for (const form of document.querySelectorAll("form[data-watched]")) {
  const words = form.querySelector("[data-unsaved]");
  let unsaved = form.querySelector(".is-invalid, .theirs") !== null; // came back from the server, still to be saved
  const show = () => { if (words) words.hidden = !unsaved; };
  form.addEventListener("input", () => { unsaved = true; show(); });
  form.addEventListener("submit", () => { unsaved = false; show(); });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  show();
}
