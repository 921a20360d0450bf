// The zones with the highest prices, as buttons. The list holds still for who is about to press one,
// but not for a mouse that lies there, or it would never change again.

import { element, setText, shape } from "./dom.js";
import { shades } from "./colour.js";
import * as words from "./words.js";

const LENGTH = 10;
const HOLD_AFTER_MOVE = 4000;

export class HottestZones {
  #rows = Array.from({ length: LENGTH }, () => makeRow());
  #movedAt = -HOLD_AFTER_MOVE;

  constructor(root, zones, scale, choose) {
    this.root = root;
    this.zones = zones;
    this.scale = scale;
    for (const row of this.#rows) {
      row.button.addEventListener("click", () => choose(row.zoneId));
      root.append(row.item);
    }
    root.addEventListener("keydown", (event) => this.#move(event));
    root.addEventListener("pointermove", () => { this.#movedAt = performance.now(); });
  }

  update(chosenId) {
    const hottest = this.#isInUse() ? this.#shown() : this.#hottest();
    this.#rows.forEach((row, i) => this.#fill(row, hottest[i], chosenId));
  }

  #isInUse() {
    return this.root.querySelector(":focus-visible") !== null
      || performance.now() - this.#movedAt < HOLD_AFTER_MOVE && this.root.matches(":hover");
  }

  #shown() {
    return this.#rows.map((row) => this.zones.withId(row.zoneId));
  }

  /** By price, then by riders without a driver; prices that may be out of date are left out. */
  #hottest() {
    const top = [];
    for (const zone of this.zones) {
      if (zone.multiplier <= this.scale.min || this.zones.isBehind(zone)) continue;
      if (top.length === LENGTH && !isHotter(zone, top[LENGTH - 1])) continue;
      const at = top.findIndex((each) => isHotter(zone, each));
      top.splice(at < 0 ? top.length : at, 0, zone);
      top.length = Math.min(top.length, LENGTH);
    }
    return top;
  }

  #fill(row, zone, chosenId) {
    row.item.hidden = !zone;
    if (!zone) return;
    row.zoneId = zone.id;
    setText(row.name, zone.id);
    setText(row.load, `${words.count(zone.demand)} : ${words.count(zone.supply)}`);
    setText(row.multiplier, words.multiplier(zone.multiplier));
    row.colour.setAttribute("fill", shades[this.scale.shade(zone.multiplier)]);
    row.button.setAttribute("aria-pressed", String(zone.id === chosenId));
    row.button.setAttribute("aria-label",
      `${zone.id}, multiplier ${zone.multiplier.toFixed(2)}, demand ${zone.demand}, supply ${zone.supply}`);
  }

  #move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const there = this.#rows.filter((row) => !row.item.hidden);
    const at = there.findIndex((row) => row.button === document.activeElement);
    there[(at + step + there.length) % there.length]?.button.focus();
    event.preventDefault();
  }
}

function isHotter(a, b) {
  const difference = a.multiplier - b.multiplier || (a.demand - a.supply) - (b.demand - b.supply);
  return difference === 0 ? a.id < b.id : difference > 0;
}

function makeRow() {
  const colour = shape("rect", { width: 12, height: 12, rx: 2 });
  const swatch = shape("svg", { viewBox: "0 0 12 12", class: "swatch" }, colour);
  const name = element("span", { className: "name" });
  const load = element("span", { className: "load", title: "demand : supply" });
  const multiplier = element("span", { className: "multiplier" });
  const button = element("button", { type: "button" }, swatch, name, load, multiplier);
  const item = element("li", { hidden: true }, button);
  return { item, button, colour, name, load, multiplier, zoneId: null };
}
