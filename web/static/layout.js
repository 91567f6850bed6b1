// @ts-check
// Where the nodes stand: d3-force, run to its end before anything is drawn, from start positions that follow from the
// order of the nodes alone, so that the same graph gives the same picture on every reload.

/** @typedef {import("./graph.js").GraphNode} GraphNode */
/** @typedef {import("./graph.js").GraphEdge} GraphEdge */

const TICKS = 220;

/**
 * Gives every node x and y. Nodes with fx and fy stay where they are.
 * @param {GraphNode[]} nodes
 * @param {GraphEdge[]} edges
 * @param {number} [ticks]
 */
export function settle(nodes, edges, ticks = TICKS) {
  const simulation = d3
    .forceSimulation(nodes)
    .force("link", d3.forceLink(edges.map((edge) => ({ source: edge.source, target: edge.target })))
      .id((node) => /** @type {GraphNode} */ (node).id).distance(64).strength(0.5))
    .force("charge", d3.forceManyBody().strength(-170).distanceMax(520))
    .force("collide", d3.forceCollide(14))
    .force("x", d3.forceX(0).strength(0.05))
    .force("y", d3.forceY(0).strength(0.07))
    .stop();
  simulation.tick(nodes.length > 400 ? Math.round(ticks * 0.7) : ticks);
  for (const node of nodes) {
    node.x = Math.round(10 * (node.x ?? 0)) / 10;
    node.y = Math.round(10 * (node.y ?? 0)) / 10;
  }
}
