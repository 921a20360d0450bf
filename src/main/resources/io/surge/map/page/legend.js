// The colour scale with its numbers.

import { element, shape } from "./dom.js";
import { BEHIND, shades } from "./colour.js";

const WIDTH = 240;
const BAR = 12;
const NUMBERS = [1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20];
const LEAST_BETWEEN = 22;

export function drawLegend(root, scale) {
  const step = WIDTH / shades.length;
  const bar = shades.map((fill, i) => shape("rect", { x: i * step, width: step + 0.5, height: BAR, fill }));
  const picture = shape("svg",
    { viewBox: `-10 0 ${WIDTH + 20} 32`, role: "img", "aria-label": `From ${scale.min} to ${scale.max}` },
    ...bar, ...ticks(scale));
  const behind = shape("svg", { viewBox: "0 0 12 12", class: "swatch" },
    shape("rect", { width: 12, height: 12, rx: 2, fill: BEHIND.fill }),
    shape("path", { d: "M0 12L12 0M-6 6L6 -6M6 18L18 6", stroke: BEHIND.line, "stroke-width": 1.5 }));
  root.replaceChildren(
    element("figcaption", {}, "Multiplier"), picture,
    element("p", {}, behind, "may be out of date"));
}

function ticks(scale) {
  const between = NUMBERS.filter((number) => number > scale.min && number < scale.max);
  const drawn = [];
  let last = -LEAST_BETWEEN;
  for (const number of [scale.min, ...between, scale.max]) {
    const x = scale.place(number) * WIDTH;
    const isEnd = number === scale.max;
    if (!isEnd && (x - last < LEAST_BETWEEN || WIDTH - x < LEAST_BETWEEN && number !== scale.min)) continue;
    last = x;
    drawn.push(
      shape("path", { class: "tick", d: `M${x} ${BAR}v4` }),
      shape("text", { x, y: 28, "text-anchor": "middle" }, String(number)));
  }
  return drawn;
}
