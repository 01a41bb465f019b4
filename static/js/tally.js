// The tally by keyboard: arrows move in the grid, Enter goes on, Ctrl+Enter saves; sums grow while one types.
const grid = document.querySelector("[data-grid]");
const form = grid?.closest("form");
const rows = grid ? [...grid.tBodies[0].rows].map((row) => [...row.querySelectorAll("input")]) : [];
const fields = rows.flat();
const typed = (field) => (/^\s*\d{1,4}\s*$/.test(field.value) ? Number(field.value) : 0);
const sum = (some) => some.reduce((all, field) => all + typed(field), 0);

function step(field, key) {
  const y = rows.findIndex((row) => row.includes(field));
  const x = rows[y].indexOf(field);
  const isText = field.type === "text";
  const atEdge = (end) => !isText || !field.value || field.selectionStart === (end ? field.value.length : 0);
  if (key === "ArrowUp") return rows[y - 1]?.[x];
  if (key === "ArrowDown") return rows[y + 1]?.[x];
  if (key === "ArrowLeft") return atEdge(false) ? rows[y][x - 1] : null;
  if (key === "ArrowRight") return atEdge(true) ? rows[y][x + 1] : null;
  if (key === "Enter") return fields[fields.indexOf(field) + 1] ?? form.querySelector("button[type=submit]");
  return null;
}

form?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  const next = fields.includes(event.target) && !event.altKey && step(event.target, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select?.();
});

function show() {
  if (fields[0]?.type !== "text") return;
  const plus = (some, cell) => {
    const saved = cell.querySelector("[data-saved-sum]").textContent;
    const added = sum(some);
    cell.querySelector("[data-typed-sum]").textContent = added ? (form.matches("[data-tally]") ? ` + ${added}` : added) : "";
    cell.querySelector("[data-saved-sum]").hidden = !form.matches("[data-tally]") || (added > 0 && saved === "–");
  };
  rows.forEach((row, y) => plus(row, grid.tBodies[0].rows[y].lastElementChild));
  const foot = [...grid.tFoot.rows[0].cells].slice(1);
  foot.slice(0, -1).forEach((cell, x) => plus(rows.map((row) => row[x]), cell));
  plus(fields, foot.at(-1));
  const words = form.querySelector("[data-unsaved-sum]");
  if (!words) return;
  const isTyped = fields.some((field) => field.value.trim());
  words.hidden = !isTyped;
  words.querySelector(".num").textContent = sum(fields);
  form.querySelector("[data-saved-at]")?.toggleAttribute("hidden", isTyped);
}

form?.addEventListener("input", show);
if (form?.matches("[data-tally]")) {
  let sent = false;
  form.addEventListener("submit", () => { sent = true; });
  window.addEventListener("beforeunload", (event) => { if (!sent && fields.some((field) => field.value.trim())) event.preventDefault(); });
  fields[0]?.focus();
}
if (grid) show();
