// @ts-check
// The picture as a file: SVG with its colours written into it, and PNG made from that.

/**
 * @param {string} format SVG or PNG
 * @param {SVGSVGElement} svg
 * @param {string} name
 */
export async function saveAs(format, svg, name) {
  const text = standalone(svg);
  const blob = new Blob([text], { type: "image/svg+xml" });
  if (format === "SVG") return download(blob, `${name}.svg`);
  const { width, height } = svg.getBoundingClientRect();
  const image = new Image(2 * width, 2 * height);
  const address = URL.createObjectURL(blob);
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * width, 2 * height];
  canvas.getContext("2d")?.drawImage(image, 0, 0, 2 * width, 2 * height);
  URL.revokeObjectURL(address);
  canvas.toBlob((made) => made && download(made, `${name}.png`), "image/png");
}

/**
 * The text of an SVG that looks the same outside this page.
 * @param {SVGSVGElement} svg
 */
export function standalone(svg) {
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const shown = [...svg.querySelectorAll("path, line, text")];
  const copies = [...copy.querySelectorAll("path, line, text")];
  shown.forEach((element, at) => {
    const style = getComputedStyle(element);
    for (const name of ["fill", "stroke", "opacity", "font-family"]) copies[at].setAttribute(name, style.getPropertyValue(name));
  });
  for (const link of copy.querySelectorAll("a")) link.setAttribute("href", new URL(link.getAttribute("href") ?? "", location.href).href);
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
