// @ts-check
// Suggestions under the search box: an ARIA combobox. No request while an input method composes; one character is enough.

const PAUSE_MS = 120;

/** @param {HTMLFormElement} form */
export function suggest(form) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const address = form.dataset.suggest ?? "";
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent ?? "");
  list.hidden = true;
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  form.append(list, said);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let chosen = -1;
  let asked = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** @type {AbortController | undefined} */
  let underWay;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    asked = "";
    clearTimeout(waiting);
    underWay?.abort();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  /** @param {number} at */
  const choose = (at) => {
    const items = [...list.children];
    chosen = items.length ? (at + items.length) % items.length : -1;
    items.forEach((item, index) => item.setAttribute("aria-selected", String(index === chosen)));
    const active = items[chosen];
    if (active) input.setAttribute("aria-activedescendant", active.id);
  };
  /** @param {{id: string, label: string, name: string, kind: string | null, reason: string, reason_text: string}[]} hits */
  const show = (hits) => {
    list.replaceChildren(
      ...hits.map((hit, index) => {
        const item = document.createElement("li");
        item.id = `suggestion-${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.dataset.href = page(form, hit);
        const kind = document.createElement("span");
        kind.className = `kind l-${hit.label} k-${hit.kind ?? ""}`;
        const name = document.createElement("span");
        name.lang = "zh";
        name.textContent = ` ${hit.name}`;
        item.append(kind, name);
        const alias = hit.reason_text.split(": ")[1];
        if (alias) {
          const note = document.createElement("span");
          note.className = "note";
          note.lang = "zh";
          note.textContent = ` (${alias})`;
          item.append(note);
        }
        // mousedown, because blur comes before click
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          go(item);
        });
        return item;
      }),
    );
    list.hidden = hits.length === 0;
    chosen = -1;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    said.textContent = (form.dataset.found ?? "").replace("{n}", String(hits.length));
  };
  /** @param {Element} item */
  const go = (item) => {
    if (item instanceof HTMLElement && item.dataset.href) location.assign(item.dataset.href);
  };
  const request = async () => {
    const text = input.value.trim();
    if (text === asked) return;
    asked = text;
    underWay?.abort();
    if (!text) return close();
    underWay = new AbortController();
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(text)}`, { signal: underWay.signal });
      if (answer.ok) show((await answer.json()).items);
    } catch (error) {
      // Another letter was typed meanwhile, or the service is away: the search itself still works and says so.
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    }
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(request, PAUSE_MS);
  };
  let composing = false;
  input.addEventListener("compositionstart", () => {
    composing = true;
    clearTimeout(waiting);
  });
  input.addEventListener("compositionend", () => {
    composing = false;
    soon();
  });
  input.addEventListener("input", () => {
    if (!composing) soon();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") close();
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1));
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      go(list.children[chosen]);
    }
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {{id: string, label: string}} hit
 */
function page(form, hit) {
  const english = form.elements.namedItem("lang") ? "?lang=en" : "";
  const base = form.action.replace(/\/find$/, "");
  return `${base}/${hit.label.toLowerCase()}/${hit.id}${english}`;
}
