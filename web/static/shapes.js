// @ts-check
// A kind is told by its shape beside its colour: alliance square, university triangle, institute diamond, project
// hexagon, company and all others circle.

/**
 * The outline of a node around (0, 0).
 * @param {string} label
 * @param {string} kind
 * @param {number} radius
 */
export function shape(label, kind, radius) {
  const r = radius;
  if (label === "Alliance") return `M${-r} ${-r}H${r}V${r}H${-r}Z`;
  if (kind === "university") return polygon([[0, -1.2], [1.1, 0.8], [-1.1, 0.8]], r);
  if (kind === "institute") return polygon([[0, -1.3], [1.1, 0], [0, 1.3], [-1.1, 0]], r);
  if (label === "Project") return polygon([[-0.6, -1], [0.6, -1], [1.2, 0], [0.6, 1], [-0.6, 1], [-1.2, 0]], r);
  return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
}

/**
 * @param {number[][]} corners
 * @param {number} r
 */
function polygon(corners, r) {
  return `M${corners.map(([x, y]) => `${(x * r).toFixed(1)} ${(y * r).toFixed(1)}`).join("L")}Z`;
}
