// @ts-check
// Adds the neighbours of a node to a graph; asks first when there are many.
import { settle } from "./layout.js";

/** @typedef {import("./graph.js").GraphNode} GraphNode */
/** @typedef {import("./graph.js").GraphEdge} GraphEdge */
/** @typedef {import("./graph.js").Graph} Graph */

const ASK_ABOVE = 30;

/**
 * What was added, or null when the reader changed their mind or the service did not answer.
 * @param {Graph} graph
 * @param {GraphNode} node
 * @param {string} address
 * @param {Record<string, string>} words
 * @returns {Promise<{nodes: Set<string>, edges: Set<GraphEdge>} | null>}
 */
export async function expandInto(graph, node, address, words) {
  const answer = await fetch(`${address}/${node.id}?limit=800`).catch(() => null);
  if (!answer?.ok) return null;
  const found = /** @type {Graph} */ (await answer.json());
  const known = new Set(graph.nodes.map((item) => item.id));
  let fresh = found.nodes.filter((item) => !known.has(item.id));
  if (fresh.length > ASK_ABOVE) {
    const some = await asked(words, fresh.length);
    if (some === 0) return null;
    fresh = fresh.slice(0, some);
  }
  const nodes = new Set(fresh.map((item) => item.id));
  const all = new Set([...known, ...nodes]);
  const slots = new Set(graph.edges.map((edge) => edge.slot));
  const edges = found.edges.filter((edge) => !slots.has(edge.slot) && all.has(edge.source) && all.has(edge.target));
  fresh.forEach((item, at) => {
    const angle = at * 2.4;
    item.x = (node.x ?? 0) + (20 + 3 * at) * Math.cos(angle);
    item.y = (node.y ?? 0) + (20 + 3 * at) * Math.sin(angle);
  });
  // What was there stays where it is; only the new ones find their places.
  const before = graph.nodes.map((item) => ({ item, fx: item.fx, fy: item.fy }));
  for (const { item } of before) [item.fx, item.fy] = [item.x, item.y];
  graph.nodes.push(...fresh);
  graph.edges.push(...edges);
  settle(graph.nodes, graph.edges, 120);
  for (const { item, fx, fy } of before) [item.fx, item.fy] = [fx, fy];
  return { nodes, edges: new Set(edges) };
}

/**
 * How many to add: 0 for none.
 * @param {Record<string, string>} words
 * @param {number} count
 * @returns {Promise<number>}
 */
function asked(words, count) {
  const dialog = document.createElement("dialog");
  const text = document.createElement("p");
  text.textContent = words.expand_ask.replace("{n}", String(count));
  dialog.append(text);
  return new Promise((resolve) => {
    const choices = /** @type {[string, number][]} */ ([
      [words.expand_some.replace("{n}", String(ASK_ABOVE)), ASK_ABOVE],
      [words.expand_all.replace("{n}", String(count)), count],
      [words.close, 0],
    ]);
    for (const [label, number] of choices) {
      const button = document.createElement("button");
      button.textContent = label;
      button.addEventListener("click", () => {
        resolve(number);
        dialog.close();
      });
      dialog.append(button, " ");
    }
    dialog.addEventListener("close", () => {
      resolve(0);
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
