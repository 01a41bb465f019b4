// A button that copies what stands above it. Without this script the words can be selected.
for (const row of document.querySelectorAll("[data-copies]")) {
  const words = document.getElementById(row.dataset.copies);
  const status = row.querySelector("[data-said]");
  row.hidden = false;
  row.querySelector("button").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(words.innerText.trim());
    } catch { // plain http: the browser lets only a selection be copied
      getSelection().selectAllChildren(words);
      document.execCommand("copy");
    }
    status.textContent = status.dataset.said;
  });
}
