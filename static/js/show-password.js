// Offers to show what is typed in a password field.
for (const tick of document.querySelectorAll("[data-shows]")) {
  const field = document.getElementById(tick.dataset.shows);
  tick.closest("[hidden]")?.removeAttribute("hidden");
  tick.addEventListener("change", () => { field.type = tick.checked ? "text" : "password"; });
  field.form?.addEventListener("submit", () => { field.type = "password"; }); // so that browsers offer to keep it
}
