// @ts-check
// The map of everything on a canvas: dots in batches of one colour, all edges in one path; while it moves the last
// picture is only shifted and stretched, and drawn anew when it rests.

import { saveMap } from "./map_files.js";

/** @typedef {{span: number, kinds: string[], colours: string[], kind: number[], x: number[], y: number[], edges: number[]}} Picture */

const REST_MS = 90;
const REACH = 14; // pixels around the pointer in which a dot is meant

const element = document.querySelector("[data-overview]");
if (element instanceof HTMLElement) void open(element);

/** @param {HTMLElement} element */
async function open(element) {
  const canvas = /** @type {HTMLCanvasElement} */ (element.querySelector("canvas"));
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const said = /** @type {HTMLElement} */ (element.querySelector(".hover"));
  const answer = await fetch(element.dataset.overview ?? "");
  if (!answer.ok) return;
  const data = /** @type {Picture} */ (await answer.json());
  const shown = new Set(data.kinds.keys());
  let [scale, left, top] = [1, 0, 0];
  let chosen = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  const bitmap = document.createElement("canvas");
  let drawn = { scale: 1, left: 0, top: 0 };
  /** @type {{ids: string[], names: string[]} | null} */
  let named = null;

  function size() {
    const box = canvas.getBoundingClientRect();
    const ratio = devicePixelRatio || 1;
    [canvas.width, canvas.height] = [Math.round(box.width * ratio), Math.round(box.height * ratio)];
    [bitmap.width, bitmap.height] = [canvas.width, canvas.height];
  }
  function fit() {
    scale = Math.min(canvas.width, canvas.height) / (2.1 * data.span);
    [left, top] = [canvas.width / 2, canvas.height / 2];
  }
  /** @param {number} at */
  const sx = (at) => data.x[at] * scale + left;
  /** @param {number} at */
  const sy = (at) => data.y[at] * scale + top;

  function draw() {
    const started = performance.now();
    const inner = /** @type {CanvasRenderingContext2D} */ (bitmap.getContext("2d"));
    const style = getComputedStyle(document.documentElement);
    inner.clearRect(0, 0, bitmap.width, bitmap.height);
    inner.strokeStyle = style.getPropertyValue("--line");
    inner.globalAlpha = Math.min(0.8, 1500 / Math.sqrt(data.edges.length + 1) / 20);
    inner.lineWidth = 1;
    inner.beginPath();
    for (let at = 0; at < data.edges.length; at += 2) {
      const [one, other] = [data.edges[at], data.edges[at + 1]];
      if (!shown.has(data.kind[one]) || !shown.has(data.kind[other])) continue;
      inner.moveTo(sx(one), sy(one));
      inner.lineTo(sx(other), sy(other));
    }
    inner.stroke();
    inner.globalAlpha = 1;
    const size = Math.max(1.2, Math.min(6, 90 * scale)) * (devicePixelRatio || 1);
    // Alliances last, so that they lie on top.
    for (let kind = data.kinds.length - 1; kind >= 0; kind--) {
      if (!shown.has(kind)) continue;
      const half = kind === 0 ? size : size * 0.7;
      inner.fillStyle = data.colours[kind];
      inner.beginPath();
      for (let at = 0; at < data.x.length; at++) {
        if (data.kind[at] !== kind) continue;
        const [x, y] = [sx(at), sy(at)];
        if (x < -9 || y < -9 || x > bitmap.width + 9 || y > bitmap.height + 9) continue;
        inner.rect(x - half, y - half, 2 * half, 2 * half);
      }
      inner.fill();
    }
    names(inner, style, size);
    drawn = { scale, left, top };
    show();
    element.dataset.took = String(performance.now() - started);
    element.dataset.first ??= String(performance.now());
    element.dataset.drawn = "1";
  }

  /**
   * @param {CanvasRenderingContext2D} inner
   * @param {CSSStyleDeclaration} style
   * @param {number} size
   */
  function names(inner, style, size) {
    if (!named) return;
    const letters = 12 * (devicePixelRatio || 1);
    inner.font = `${letters}px ${style.fontFamily}`;
    inner.textAlign = "center";
    inner.fillStyle = style.getPropertyValue("--ink");
    const taken = new Set();
    const cell = letters * 9;
    const order = chosen >= 0 ? [chosen] : [];
    for (let at = 0; at < data.x.length && at < 20000; at++) if (data.kind[at] === 0 || scale > 0.25) order.push(at);
    for (const at of order) {
      const [x, y] = [sx(at), sy(at)];
      if (x < 0 || y < 0 || x > bitmap.width || y > bitmap.height || !shown.has(data.kind[at])) continue;
      const spots = [`${Math.floor(x / cell)} ${Math.floor(y / (letters * 2))}`];
      if (spots.some((spot) => taken.has(spot))) continue;
      for (const dx of [-1, 0, 1]) for (const dy of [-1, 0, 1]) taken.add(`${Math.floor(x / cell) + dx} ${Math.floor(y / (letters * 2)) + dy}`);
      inner.fillText(named.names[at].slice(0, 16), x, y + size + letters);
    }
  }

  /** The last picture where it stands now. */
  function show() {
    const factor = scale / drawn.scale;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, left - drawn.left * factor, top - drawn.top * factor, bitmap.width * factor, bitmap.height * factor);
    if (chosen < 0) return;
    context.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue("--ink");
    context.lineWidth = 3;
    context.strokeRect(sx(chosen) - 9, sy(chosen) - 9, 18, 18);
  }
  function moved() {
    show();
    clearTimeout(resting);
    resting = setTimeout(draw, REST_MS);
  }
  /**
   * @param {number} factor
   * @param {number} x
   * @param {number} y
   */
  function zoom(factor, x, y) {
    [left, top, scale] = [x - (x - left) * factor, y - (y - top) * factor, scale * factor];
    moved();
  }
  /** @param {PointerEvent | MouseEvent | WheelEvent} event */
  function pointer(event) {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
  }
  /** @param {number[]} place */
  function under([x, y]) {
    let [best, least] = [-1, (REACH * (devicePixelRatio || 1)) ** 2];
    for (let at = 0; at < data.x.length; at++) {
      if (!shown.has(data.kind[at])) continue;
      const away = (sx(at) - x) ** 2 + (sy(at) - y) ** 2;
      if (away < least) [best, least] = [at, away];
    }
    return best;
  }
  /** @param {number} at */
  function go(at) {
    if (!named || at < 0) return;
    const english = document.documentElement.lang === "en" ? "?lang=en" : "";
    location.assign(`${element.dataset.root ?? ""}/${data.kind[at] === 0 ? "alliance" : "organization"}/${named.ids[at]}${english}`);
  }

  /** @type {number[] | null} */
  let grabbed = null;
  let travelled = 0;
  canvas.addEventListener("pointerdown", (event) => {
    grabbed = pointer(event);
    travelled = 0;
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const place = pointer(event);
    if (grabbed) {
      travelled += Math.abs(place[0] - grabbed[0]) + Math.abs(place[1] - grabbed[1]);
      [left, top] = [left + place[0] - grabbed[0], top + place[1] - grabbed[1]];
      grabbed = place;
      moved();
    } else if (named) {
      const at = under(place);
      said.textContent = at < 0 ? "" : named.names[at];
    }
  });
  canvas.addEventListener("pointerup", (event) => {
    grabbed = null;
    if (travelled < 5) go(under(pointer(event)));
  });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const [x, y] = pointer(event);
    zoom(Math.exp(-event.deltaY / 400), x, y);
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    const [x, y] = [canvas.width / 2, canvas.height / 2];
    if (event.key === "+" || event.key === "=") zoom(1.4, x, y);
    else if (event.key === "-") zoom(1 / 1.4, x, y);
    else if (event.key === "0") {
      fit();
      draw();
    } else if (event.key === "Enter") go(chosen);
    else if (event.key.startsWith("Arrow")) {
      const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key] ?? [0, 0];
      [left, top] = [left + step[0], top + step[1]];
      moved();
    } else return;
    event.preventDefault();
  });
  document.querySelector("[data-legend]")?.addEventListener("change", (event) => {
    const box = event.target;
    if (box instanceof HTMLInputElement && box.name === "kind") {
      const kind = data.kinds.indexOf(box.value);
      if (box.checked) shown.add(kind);
      else shown.delete(kind);
      draw();
    }
  });
  document.querySelector("[data-legend]")?.addEventListener("submit", (event) => event.preventDefault());
  const fly = document.getElementById("fly");
  fly?.addEventListener("input", () => {
    if (!named || !(fly instanceof HTMLInputElement)) return;
    const text = fly.value.trim();
    const at = text ? named.names.indexOf(text) : -1;
    suggest(text);
    if (at < 0) return;
    chosen = at;
    scale = Math.max(scale, 0.12);
    [left, top] = [canvas.width / 2 - data.x[at] * scale, canvas.height / 2 - data.y[at] * scale];
    said.textContent = named.names[at];
    draw();
    canvas.focus();
  });
  /** @param {string} text */
  function suggest(text) {
    const list = document.getElementById("fly-names");
    if (!list || !named) return;
    const hits = text ? named.names.filter((name) => name.includes(text)).slice(0, 12) : [];
    list.replaceChildren(...hits.map((name) => Object.assign(document.createElement("option"), { value: name })));
  }

  for (const button of document.querySelectorAll("button[data-save]")) {
    if (!(button instanceof HTMLButtonElement)) continue;
    button.hidden = false;
    button.addEventListener("click", () => saveMap(button.dataset.save ?? "", canvas, data, shown));
  }
  size();
  fit();
  draw();
  window.addEventListener("resize", () => {
    size();
    fit();
    draw();
  });
  const more = await fetch(element.dataset.names ?? "");
  if (more.ok) {
    named = await more.json();
    draw();
    // What was typed before the names were there is looked for now.
    fly?.dispatchEvent(new Event("input"));
    element.dataset.named = "1";
  }
}
