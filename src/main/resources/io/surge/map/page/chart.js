// The last windows of a zone: its multiplier as a line of steps, demand and supply below.

import { element, shape } from "./dom.js";
import * as words from "./words.js";

const WIDTH = 300;
const PRICE_HEIGHT = 64;
const LOAD_HEIGHT = 40;

export function drawHistory(root, windows) {
  if (windows.length < 2) {
    root.replaceChildren(element("p", { className: "hint" }, "Its history begins now."));
    return;
  }
  const prices = windows.map((each) => each.multiplier);
  const most = Math.max(2, ...prices);
  const busiest = Math.max(1, ...windows.flatMap((each) => [each.demand, each.supply]));
  const span = `${words.time(windows[0].window_end)} – ${words.time(windows.at(-1).window_end)}`;
  root.replaceChildren(
    chart(`Multiplier, ${span}, at most ${words.multiplier(Math.max(...prices))}`, PRICE_HEIGHT,
      line(windows, (each) => each.multiplier / most, PRICE_HEIGHT, "price"),
      note(words.multiplier(most))),
    chart(`Demand and supply, at most ${busiest}`, LOAD_HEIGHT,
      line(windows, (each) => each.supply / busiest, LOAD_HEIGHT, "supply"),
      line(windows, (each) => each.demand / busiest, LOAD_HEIGHT, "demand"),
      note(words.count(busiest))),
    element("p", { className: "key" },
      element("span", { className: "key-price" }, "multiplier"),
      element("span", { className: "key-demand" }, "demand"),
      element("span", { className: "key-supply" }, "supply"),
      element("span", { className: "key-span" }, span)));
}

function chart(title, height, ...content) {
  return shape("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": title },
    shape("path", { class: "ground", d: `M0 ${height - 0.5}H${WIDTH}` }), ...content);
}

/** A line that holds each window's value up to its end. `share` is from 0, at the ground, to 1. */
function line(windows, share, height, name) {
  const first = windows[0].window_end;
  const length = windows.at(-1).window_end - first;
  const x = (each) => (((each.window_end - first) / length) * WIDTH).toFixed(1);
  const y = (each) => (height - 1 - share(each) * (height - 12)).toFixed(1);
  const steps = windows.slice(1).map((each) => `V${y(each)}H${x(each)}`);
  return shape("path", { class: name, d: `M0 ${y(windows[0])}${steps.join("")}` });
}

function note(text) {
  return shape("text", { x: WIDTH, y: 9, "text-anchor": "end" }, text);
}
