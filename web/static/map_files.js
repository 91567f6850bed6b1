// @ts-check
// The map as a file: PNG as it is seen, SVG with all of it.
import { download } from "./saving.js";

/** @typedef {import("./overview.js").Picture} Picture */

/**
 * @param {string} format SVG or PNG
 * @param {HTMLCanvasElement} canvas
 * @param {Picture} data
 * @param {Set<number>} shown kinds
 */
export function saveMap(format, canvas, data, shown) {
  if (format === "PNG") canvas.toBlob((blob) => blob && download(blob, "lianmeng.png"), "image/png");
  else download(new Blob([mapSvg(data, shown)], { type: "image/svg+xml" }), "lianmeng.svg");
}

/**
 * @param {Picture} data
 * @param {Set<number>} shown
 */
function mapSvg(data, shown) {
  const line = (/** @type {number} */ one, /** @type {number} */ other) =>
    `M${data.x[one]} ${data.y[one]}L${data.x[other]} ${data.y[other]}`;
  let lines = "";
  for (let at = 0; at < data.edges.length; at += 2) {
    const [one, other] = [data.edges[at], data.edges[at + 1]];
    if (shown.has(data.kind[one]) && shown.has(data.kind[other])) lines += line(one, other);
  }
  const marks = [...data.kinds.keys()].reverse().filter((kind) => shown.has(kind)).map((kind) => {
    const half = kind === 0 ? 40 : 28;
    let path = "";
    for (let at = 0; at < data.x.length; at++) {
      if (data.kind[at] === kind) path += `M${data.x[at] - half} ${data.y[at] - half}h${2 * half}v${2 * half}h${-2 * half}z`;
    }
    return `<path fill="${data.colours[kind]}" d="${path}"/>`;
  });
  const span = data.span + 100;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-span} ${-span} ${2 * span} ${2 * span}">`
    + `<path fill="none" stroke="#999" stroke-width="6" opacity=".5" d="${lines}"/>${marks.join("")}</svg>`;
}
