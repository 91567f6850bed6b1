// @ts-check
// Which names are shown, so that none lies over another: alliances first, then the best connected.

/** @typedef {import("./graph.js").GraphNode} GraphNode */

/** How wide a text is, in ems: a Chinese character is one, a letter about half. @param {string} text */
export function ems(text) {
  let width = 0;
  for (const sign of text) width += /[\u2e80-\uffef]/.test(sign) ? 1 : 0.56;
  return width;
}

/**
 * The nodes whose names are shown at this scale: id → 1 below the mark, -1 above it; `first` come before all others.
 * @param {GraphNode[]} nodes
 * @param {number} scale
 * @param {number} size of the letters, in pixels
 * @param {Set<string>} first
 */
export function thinned(nodes, scale, size, first) {
  const order = [...nodes].sort(
    (one, other) =>
      Number(first.has(other.id)) - Number(first.has(one.id)) ||
      Number(other.label === "Alliance") - Number(one.label === "Alliance") ||
      other.degree - one.degree ||
      (one.id < other.id ? -1 : 1),
  );
  // The marks themselves are in the way too; nothing is in the way of its own.
  const taken = order.map((node) => {
    const [x, y, r] = [(node.x ?? 0) * scale, (node.y ?? 0) * scale, radius(node) * scale];
    return { id: node.id, box: [x - r, y - r, x + r, y + r] };
  });
  /** @type {Map<string, -1 | 1>} */
  const shown = new Map();
  for (const node of order) {
    const half = (ems(shortened(node.name)) * size) / 2 + 2;
    const [x, y, r] = [(node.x ?? 0) * scale, (node.y ?? 0) * scale, radius(node) * scale];
    for (const side of /** @type {(-1 | 1)[]} */ ([1, -1])) {
      const middle = y + side * (r + size * 0.75);
      const box = [x - half, middle - size * 0.7, x + half, middle + size * 0.7];
      if (taken.some((other) => other.id !== node.id && overlap(box, other.box))) continue;
      taken.push({ id: "", box });
      shown.set(node.id, side);
      break;
    }
  }
  return shown;
}

/**
 * @param {number[]} one
 * @param {number[]} other
 */
function overlap(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}

/** How large a node's mark is. @param {GraphNode} node */
export function radius(node) {
  return node.label === "Alliance" ? 7 : 4 + Math.min(4, Math.sqrt(node.degree));
}

/** A name that fits under its node; the whole one is in the list and in the node's title. @param {string} name */
export function shortened(name) {
  const short = name.replace(/(产业)?技术创新(战略)?联盟$/, "联盟");
  return short.length > 14 ? `${short.slice(0, 13)}…` : short;
}
