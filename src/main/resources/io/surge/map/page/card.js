// What is known of one zone: beside the pointer, and of the chosen one with its history.

import { element, setText } from "./dom.js";
import { drawHistory } from "./chart.js";
import * as words from "./words.js";

const ROWS = {
  Demand: (zone) => words.count(zone.demand),
  Supply: (zone) => words.count(zone.supply),
  Window: (zone) => words.window(zone.windowStart, zone.windowEnd),
  Timing: (zone) => words.TIMINGS[zone.timing] + (zone.revision > 0 ? `, revision ${zone.revision}` : ""),
  Age: (zone, zones) => words.age(zones.now() - zone.computedAt) + (zones.isBehind(zone) ? ", may be out of date" : ""),
};

/** A card that shows one zone at a time and is filled again without being built again. */
export class ZoneCard {
  constructor() {
    this.id = element("p", { className: "zone-id" });
    this.multiplier = element("data", { className: "zone-multiplier" });
    this.rows = Object.entries(ROWS).map(([name, text]) => ({ text, value: element("dd"), name: element("dt", {}, name) }));
    const list = element("dl", { className: "zone-rows" }, ...this.rows.flatMap((row) => [row.name, row.value]));
    this.root = element("div", { className: "zone-card" },
      element("div", { className: "zone-head" }, this.id, this.multiplier), list);
  }

  show(zone, zones) {
    setText(this.id, zone.id);
    setText(this.multiplier, words.multiplier(zone.multiplier));
    this.multiplier.value = String(zone.multiplier);
    for (const row of this.rows) setText(row.value, row.text(zone, zones));
    this.root.classList.toggle("behind", zones.isBehind(zone));
  }
}

/** The panel's part for the chosen zone. */
export class ChosenZone {
  #card = new ZoneCard();
  #history = element("div", { className: "history" });
  #id = null;

  constructor(root, zones) {
    this.root = root;
    this.zones = zones;
    this.update();
  }

  choose(id) {
    this.#id = id;
    this.#history.replaceChildren();
    this.update();
  }

  update() {
    const zone = this.#id && this.zones.withId(this.#id);
    if (!zone) {
      const text = this.#id
        ? `${this.#id} has gone quiet and left the map: the minimum applies.`
        : "Choose a zone on the map or below.";
      this.root.replaceChildren(element("p", { className: "hint" }, text));
      return;
    }
    this.#card.show(zone, this.zones);
    if (this.#card.root.parentNode !== this.root) this.root.replaceChildren(this.#card.root, this.#history);
    this.#loadHistory();
  }

  async #loadHistory() {
    const id = this.#id;
    const answer = await fetch(`api/zones/${encodeURIComponent(id)}/history`).catch(() => null);
    if (!answer?.ok || id !== this.#id) return;
    const { windows } = await answer.json();
    if (id === this.#id) drawHistory(this.#history, windows);
  }
}
