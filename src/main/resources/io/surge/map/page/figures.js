// Counts, rates and latencies, once a second.

import { element, setText } from "./dom.js";
import * as words from "./words.js";

const ROWS = [
  ["Ride requests", "into the pipeline", (pulse) => flow(pulse.requests)],
  ["Driver updates", "into the pipeline", (pulse) => flow(pulse.updates)],
  ["Live quotes", "forecasts", (pulse) => flow(pulse.liveQuotes)],
  ["Final quotes", "of closed windows", (pulse) => flow(pulse.finalQuotes)],
  ["Live latency", "from computation to here, last 10 s", (pulse) => latency(pulse.liveLatency)],
  ["Final latency", "from window's end to here, last 10 s", (pulse) => latency(pulse.finalLatency)],
  ["Zones", "with a price now", (_, zones) => zoneCount(zones)],
  ["Dead letters", "rejected records, by reason", (pulse) => deadLetters(pulse.deadLetters)],
  ["Unreadable", "records that are no quotes", (pulse) => whereAny(pulse.unreadable)],
  ["Of another grid", "quotes of zones that this grid does not have: is --zoneGrid the pipeline's?", (pulse) => whereAny(pulse.strangers)],
  ["Since", "start of these counts", (pulse) => words.time(pulse.since)],
];

export class Figures {
  #rows = ROWS.map(([name, meaning, text]) => ({
    name: element("dt", { title: meaning }, name, element("small", {}, meaning)),
    value: element("dd"),
    text,
  }));

  constructor(root, zones) {
    this.zones = zones;
    root.append(...this.#rows.flatMap((row) => [row.name, row.value]));
  }

  update(pulse) {
    for (const row of this.#rows) {
      const text = row.text(pulse, this.zones);
      row.name.hidden = row.value.hidden = text === null;
      setText(row.value, text ?? "");
    }
  }
}

function flow({ count, perSecond }) {
  return count === undefined ? "no such topic" : `${words.count(count)} · ${words.rate(perSecond)}`;
}

function latency({ p50, p99 }) {
  return p50 === undefined ? "–" : `${words.duration(p50)} · p99 ${words.duration(p99)}`;
}

function zoneCount(zones) {
  let behind = 0;
  for (const zone of zones) if (zones.isBehind(zone)) behind++;
  return words.count(zones.size) + (behind ? ` · ${words.count(behind)} behind` : "");
}

function deadLetters(reasons) {
  if (reasons.length === 0) return "none";
  return reasons.map(([reason, number]) => `${words.count(number)} ${reason.replaceAll("_", " ")}`).join("\n");
}

function whereAny(number) {
  return number > 0 ? words.count(number) : null;
}
