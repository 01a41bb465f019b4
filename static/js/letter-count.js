// How many letters and sheets the ticks make, before the server is asked.
const form = document.querySelector("[data-letters]");
const ticked = (name) => [...form.querySelectorAll(`input[name=${name}]:checked`)];
// Of the letter that is chosen for a case, where there are several.
const pagesOf = (one) => Number((form.elements[`letter-${one.value}`]?.selectedOptions[0] ?? one).dataset.pages);

form.addEventListener("change", () => {
  const writers = ticked("writers").length;
  const cases = ticked("cases");
  const pages = cases.reduce((sum, one) => sum + pagesOf(one), 0);
  form.querySelector("[data-letter-count]").textContent = writers * cases.length;
  form.querySelector("[data-sheet-count]").textContent = writers * pages;
});
