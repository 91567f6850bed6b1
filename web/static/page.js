// @ts-check
// What every page gains from scripts: suggestions while typing, keys, copying. All of it is there without them too.
import { suggest } from "./suggest.js";

const form = document.querySelector("form.search");
if (form instanceof HTMLFormElement) suggest(form);

for (const element of document.querySelectorAll("[data-copy]")) {
  if (!(element instanceof HTMLElement) || !navigator.clipboard) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = element.dataset.copy ?? "";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(element.textContent ?? "");
    button.textContent = element.dataset.copied ?? "";
  });
  element.before(button);
}

for (const button of document.querySelectorAll("button[data-copy-address]")) {
  if (!(button instanceof HTMLButtonElement) || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    button.textContent = button.dataset.copied ?? "";
  });
}

// An address in a citation is whole only in the browser, which knows under which name the service was reached.
for (const element of document.querySelectorAll(".take p[data-copy]")) {
  element.textContent = (element.textContent ?? "").replace(location.pathname + location.search, location.href.split("#")[0]);
}

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLElement && event.target.closest("input, select, textarea");
  if (event.key === "Escape" && event.target instanceof HTMLElement) event.target.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("q")?.focus();
  } else if (event.key === "?") {
    document.querySelector(".keys")?.scrollIntoView();
  } else {
    const link = document.querySelector(`a[data-key="${CSS.escape(event.key)}"]`);
    if (link instanceof HTMLAnchorElement) link.click();
  }
});

// Arrow keys walk through the cells of a matrix; its row and column are lit.
for (const table of document.querySelectorAll("table[data-matrix]")) {
  table.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent) || !(event.target instanceof HTMLElement)) return;
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    const cell = event.target.closest("td, th");
    if (!step || !(cell instanceof HTMLTableCellElement) || !(cell.parentElement instanceof HTMLTableRowElement)) return;
    const rows = [.../** @type {HTMLTableElement} */ (table).rows];
    for (let row = cell.parentElement.rowIndex, column = cell.cellIndex; ;) {
      row += step[0];
      column += step[1];
      const next = rows[row]?.cells[column];
      if (!next) return;
      const link = next.querySelector("a");
      if (link) {
        event.preventDefault();
        link.focus();
        return;
      }
    }
  });
  table.addEventListener("focusin", (event) => {
    const cell = event.target instanceof HTMLElement ? event.target.closest("td, th") : null;
    for (const lit of table.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (!(cell instanceof HTMLTableCellElement)) return;
    for (const row of /** @type {HTMLTableElement} */ (table).rows) row.cells[cell.cellIndex]?.classList.add("lit");
    cell.parentElement?.classList.add("lit");
  });
}
