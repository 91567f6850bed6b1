// @ts-check
// Draws nodes and edges as SVG. Every node is a real link with a name, so that Tab, screen readers, print and tests
// reach it; one node at a time is in the order of Tab, the arrow keys walk to the others.
import { radius, shortened, thinned } from "./labels.js";
import { shape } from "./shapes.js";

/** @typedef {import("./graph.js").GraphNode} GraphNode */
/** @typedef {import("./graph.js").GraphEdge} GraphEdge */
/** @typedef {import("./graph.js").Graph} Graph */

const LETTERS = 12;
const KEYS = /** @type {Record<string, string>} */ ({ e: "expand", h: "hide", p: "pin", "+": "in", "-": "out", "0": "fit" });

export class Drawing {
  /**
   * @param {HTMLElement} element
   * @param {Graph} graph
   * @param {{choose: (id: string | null) => void, act: (key: string, id: string | null) => void}} on
   */
  constructor(element, graph, on) {
    this.element = element;
    this.graph = graph;
    this.on = on;
    this.scale = 1;
    this.hidden = /** @type {Set<string>} */ (new Set());
    this.chosen = /** @type {string | null} */ (null);
    this.near = /** @type {Set<string>} */ (new Set());
    const svg = d3.select(element).append("svg").attr("role", "group").attr("aria-label", element.dataset.label ?? "");
    this.svg = /** @type {SVGSVGElement} */ (svg.node());
    this.inner = svg.append("g");
    this.lines = this.inner.append("g").attr("class", "edges");
    this.marks = this.inner.append("g").attr("class", "marks");
    // Apart from the links, because a shortened name is not the name of the link.
    this.names = this.inner.append("g").attr("class", "names").attr("aria-hidden", "true").attr("lang", "zh");
    this.zoom = d3.zoom().scaleExtent([0.1, 8]).on("zoom", (event) => this.moved(event.transform));
    svg.call(/** @type {any} */ (this.zoom)).on("dblclick.zoom", null);
    svg.on("click", (event) => {
      if (event.target === this.svg) on.choose(null);
    });
    this.svg.addEventListener("keydown", (event) => this.key(event));
  }

  /** @param {GraphNode} node */
  address(node) {
    const english = document.documentElement.lang === "en" ? "?lang=en" : "";
    return `${this.element.dataset.root ?? ""}/${node.label.toLowerCase()}/${node.id}${english}`;
  }

  /**
   * @param {Set<string>} hidden
   * @param {string | null} chosen
   */
  draw(hidden, chosen) {
    this.hidden = hidden;
    this.chosen = chosen;
    const nodes = this.graph.nodes.filter((node) => !hidden.has(node.id));
    const at = new Map(nodes.map((node) => [node.id, node]));
    const edges = this.graph.edges.filter((edge) => at.has(edge.source) && at.has(edge.target));
    const near = new Set(chosen ? [chosen] : []);
    if (chosen) for (const edge of edges) if (edge.source === chosen || edge.target === chosen) near.add(edge.source).add(edge.target);

    this.lines
      .selectAll("line")
      .data(edges)
      .join("line")
      .attr("x1", (edge) => at.get(edge.source)?.x ?? 0)
      .attr("y1", (edge) => at.get(edge.source)?.y ?? 0)
      .attr("x2", (edge) => at.get(edge.target)?.x ?? 0)
      .attr("y2", (edge) => at.get(edge.target)?.y ?? 0)
      .attr("stroke-width", (edge) => Math.min(5, edge.weight ?? 1))
      .classed("dim", (edge) => chosen !== null && edge.source !== chosen && edge.target !== chosen);

    const marks = this.marks
      .selectAll(/** @type {any} */ ("a"))
      .data(nodes, (node) => /** @type {GraphNode} */ (node).id)
      .join((enter) => {
        const link = enter.append("a").attr("href", (node) => this.address(node)).attr("tabindex", -1);
        link.attr("class", (node) => `node l-${node.label} k-${node.kind || "none"}`);
        link.attr("aria-label", (node) => node.name).attr("data-id", (node) => node.id).attr("lang", "zh");
        link.append("title").text((node) => node.name);
        link.append("path").attr("d", (node) => shape(node.label, node.kind, radius(node)));
        return link;
      })
      .attr("transform", (node) => `translate(${node.x} ${node.y})`)
      .classed("dim", (node) => chosen !== null && !near.has(node.id))
      .classed("chosen", (node) => node.id === chosen)
      .classed("pinned", (node) => node.fx != null);
    marks
      .on("click", (event, node) => {
        // Enter (detail 0) and clicks with a key follow the link, as links do.
        if (event.detail === 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.on.choose(node.id);
      })
      .on("dblclick", (event, node) => {
        event.preventDefault();
        this.on.act("expand", node.id);
      })
      .call(/** @type {any} */ (d3.drag().on("drag", (event, node) => this.dragged(event, /** @type {GraphNode} */ (node)))));
    if (!this.marks.select("[tabindex='0']").node()) this.marks.select("a").attr("tabindex", 0);
    this.shownNodes = nodes;
    this.near = near;
    this.name();
  }

  /** Shows the names that have room at the present scale. */
  name() {
    const first = new Set(this.chosen ? [this.chosen] : []);
    const shown = thinned(this.shownNodes ?? [], this.scale, LETTERS, first);
    this.names
      .selectAll("text")
      .data((this.shownNodes ?? []).filter((node) => shown.has(node.id)))
      .join("text")
      .attr("text-anchor", "middle")
      .attr("font-size", LETTERS / this.scale)
      .attr("x", (node) => node.x ?? 0)
      .attr("y", (node) => {
        const below = shown.get(node.id) !== -1;
        return (node.y ?? 0) + (below ? 1 : -1) * (radius(node) + (below ? LETTERS + 1 : 4) / this.scale);
      })
      .classed("dim", (node) => this.chosen !== null && !this.near.has(node.id))
      .text((node) => shortened(node.name));
  }

  /**
   * @param {any} event
   * @param {GraphNode} node
   */
  dragged(event, node) {
    [node.x, node.y] = [event.x, event.y];
    [node.fx, node.fy] = [event.x, event.y];
    this.draw(this.hidden, this.chosen);
  }

  /** @param {any} transform */
  moved(transform) {
    this.inner.attr("transform", transform);
    if (transform.k === this.scale) return;
    this.scale = transform.k;
    this.name();
  }

  /** @param {number} factor */
  zoomBy(factor) {
    d3.select(this.svg).call(/** @type {any} */ (this.zoom.scaleBy), factor);
  }

  /** All nodes in view. */
  fit() {
    const xs = (this.shownNodes ?? []).map((node) => node.x ?? 0);
    const ys = (this.shownNodes ?? []).map((node) => node.y ?? 0);
    if (!xs.length) return;
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const { width, height } = this.svg.getBoundingClientRect();
    const scale = Math.min(2, 0.88 * Math.min(width / (right - left + 80), height / (bottom - top + 80)));
    const transform = /** @type {any} */ (globalThis).d3.zoomIdentity
      .translate(width / 2 - (scale * (left + right)) / 2, height / 2 - (scale * (top + bottom)) / 2)
      .scale(scale);
    d3.select(this.svg).call(/** @type {any} */ (this.zoom.transform), transform);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const link = event.target instanceof Element ? event.target.closest("a.node") : null;
    const id = link?.getAttribute("data-id") ?? null;
    if ((event.ctrlKey || event.metaKey) && event.key === "z") this.on.act("undo", id);
    else if (event.key === "Escape") this.on.choose(null);
    else if (event.key.startsWith("Arrow") && id) this.walk(id, event.key);
    else if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
    else this.on.act(KEYS[event.key], id);
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * To the nearest node in the direction of the key.
   * @param {string} id
   * @param {string} key
   */
  walk(id, key) {
    const from = this.shownNodes?.find((node) => node.id === id);
    if (!from) return;
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? [0, 0];
    let best = null;
    let least = Infinity;
    for (const node of this.shownNodes ?? []) {
      const [x, y] = [(node.x ?? 0) - (from.x ?? 0), (node.y ?? 0) - (from.y ?? 0)];
      const along = x * dx + y * dy;
      const cost = along + 2 * Math.abs(x * dy - y * dx);
      if (along > 0.1 && cost < least) [best, least] = [node, cost];
    }
    if (!best) return;
    this.marks.selectAll("a").attr("tabindex", -1);
    const next = this.marks.select(`a[data-id="${best.id}"]`).attr("tabindex", 0).node();
    if (next instanceof SVGElement) next.focus();
    this.on.choose(best.id);
  }
}
