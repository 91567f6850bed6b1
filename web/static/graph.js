// @ts-check
// A picture of a graph over the list of its nodes: choose, expand, hide, undo, pin, zoom, save. The list stays in step.
import { Drawing } from "./drawing.js";
import { expandInto } from "./expand.js";
import { settle } from "./layout.js";
import { saveAs } from "./saving.js";

/**
 * @typedef {{id: string, label: string, kind: string, name: string, degree: number, x?: number, y?: number,
 *   fx?: number | null, fy?: number | null}} GraphNode
 * @typedef {{source: string, target: string, type?: string, slot?: string, weight?: number}} GraphEdge
 * @typedef {{nodes: GraphNode[], edges: GraphEdge[]}} Graph
 */

for (const element of document.querySelectorAll("[data-graph]")) {
  // The page is shown first, then the picture is worked out.
  if (element instanceof HTMLElement && "d3" in globalThis) requestAnimationFrame(() => setTimeout(() => open(element)));
}

/** @param {HTMLElement} element */
function open(element) {
  const graph = /** @type {Graph} */ (JSON.parse(element.querySelector("script.data")?.textContent ?? ""));
  const words = /** @type {Record<string, string>} */ (JSON.parse(element.dataset.words ?? "{}"));
  const address = new URL(location.href);
  const hidden = new Set((address.searchParams.get("hidden") ?? "").split(",").filter(Boolean));
  /** @type {(() => void)[]} */
  const undo = [];
  let chosen = /** @type {string | null} */ (null);

  const started = performance.now();
  settle(graph.nodes, graph.edges);
  const drawing = new Drawing(element, graph, {
    choose: (id) => choose(id),
    act: (key, id) => act(key, id),
  });
  const panel = document.createElement("div");
  panel.className = "panel";
  element.append(panel);
  redraw();
  drawing.fit();
  showPanel();
  element.dataset.took = String(performance.now() - started);
  element.dataset.drawn = "1";

  function redraw() {
    drawing.draw(hidden, chosen);
    for (const item of document.querySelectorAll("[data-nodes] li")) {
      if (item instanceof HTMLElement) item.hidden = hidden.has(item.dataset.id ?? "");
    }
  }

  /** @param {string | null} id */
  function choose(id) {
    chosen = id;
    redraw();
    showPanel();
  }

  /**
   * @param {string} key
   * @param {string | null} id
   */
  function act(key, id) {
    const node = graph.nodes.find((item) => item.id === id);
    if (key === "undo") undo.pop()?.();
    else if (key === "in" || key === "out") drawing.zoomBy(key === "in" ? 1.4 : 1 / 1.4);
    else if (key === "fit") drawing.fit();
    else if (key === "hide" && node) {
      hidden.add(node.id);
      undo.push(() => hidden.delete(node.id));
      if (chosen === node.id) chosen = null;
    } else if (key === "pin" && node) {
      const before = [node.fx, node.fy];
      const free = node.fx == null;
      [node.fx, node.fy] = free ? [node.x ?? 0, node.y ?? 0] : [null, null];
      undo.push(() => ([node.fx, node.fy] = before));
    } else if (key === "expand" && node && element.dataset.expand) {
      void expand(node);
      return;
    }
    keep();
    redraw();
    showPanel();
  }

  /** @param {GraphNode} node */
  async function expand(node) {
    const added = await expandInto(graph, node, element.dataset.expand ?? "", words);
    if (!added) return;
    undo.push(() => {
      graph.nodes = graph.nodes.filter((item) => !added.nodes.has(item.id));
      graph.edges = graph.edges.filter((item) => !added.edges.has(item));
      for (const id of added.nodes) document.querySelector(`[data-nodes] li[data-id="${CSS.escape(id)}"]`)?.remove();
    });
    list(graph.nodes.filter((item) => added.nodes.has(item.id)));
    redraw();
    showPanel(added.nodes.size ? "" : words.nothing_new);
  }

  /** @param {GraphNode[]} nodes */
  function list(nodes) {
    const target = document.querySelector("[data-nodes]");
    for (const node of nodes) {
      const item = document.createElement("li");
      item.dataset.id = node.id;
      const kind = document.createElement("span");
      kind.className = `kind l-${node.label} k-${node.kind}`;
      const link = document.createElement("a");
      link.href = drawing.address(node);
      link.lang = "zh";
      link.textContent = node.name;
      item.append(kind, " ", link);
      target?.append(item);
    }
  }

  /** The addresses of the page and of its files hold what is hidden, so that a copied one gives the same picture. */
  function keep() {
    history.replaceState(null, "", without(location.href));
    for (const link of document.querySelectorAll("a[data-file]")) {
      if (link instanceof HTMLAnchorElement) link.href = without(link.href);
    }
  }

  /** @param {string} href */
  function without(href) {
    const address = new URL(href);
    if (hidden.size) address.searchParams.set("hidden", [...hidden].join(","));
    else address.searchParams.delete("hidden");
    return address.href;
  }

  /** @param {string} [said] */
  function showPanel(said = "") {
    const node = graph.nodes.find((item) => item.id === chosen);
    const keys = ["in", "out", "fit", ...(undo.length ? ["undo"] : [])];
    const own = node ? [...(element.dataset.expand ? ["expand"] : []), "hide", "pin"] : [];
    const parts = /** @type {Node[]} */ ([]);
    if (node) {
      const link = document.createElement("a");
      link.href = drawing.address(node);
      link.lang = "zh";
      link.textContent = node.name;
      parts.push(link);
    }
    for (const key of [...own, ...keys]) {
      const text = key === "pin" && node && node.fx != null ? words.unpin : words[key];
      parts.push(button(text, () => act(key, chosen)));
    }
    for (const format of ["SVG", "PNG"]) {
      parts.push(button(words.save.replace("{format}", format), () => void saveAs(format, drawing.svg, element.dataset.label ?? "")));
    }
    const note = document.createElement("p");
    note.className = "note";
    note.setAttribute("role", "status");
    note.textContent = said || words.keys;
    panel.replaceChildren(...parts, note);
  }
}

/**
 * @param {string} text
 * @param {() => void} action
 */
function button(text, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", action);
  return made;
}
