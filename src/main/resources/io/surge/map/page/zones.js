// All zones that have a price, as the stream tells of them.

import { CRS, latLng } from "./leaflet.js";

export class Zones {
  #byNumber = new Map();
  #byId = new Map();
  #clockAhead = 0;

  constructor() {
    this.behindBefore = 0;
    /** Counts comings and goings: as long as it is the same, so are the zones' places. */
    this.generation = 0;
  }

  get size() {
    return this.#byNumber.size;
  }

  [Symbol.iterator]() {
    return this.#byNumber.values();
  }

  withId(id) {
    return this.#byId.get(id);
  }

  /** Whether a zone's price may be out of date: others have had newer windows. */
  isBehind(zone) {
    return zone.windowEnd < this.behindBefore;
  }

  /** The server's clock, by which ages are told. */
  now() {
    return Date.now() + this.#clockAhead;
  }

  clear() {
    this.#byNumber.clear();
    this.#byId.clear();
    this.generation++;
  }

  setTime(now, behindBefore) {
    this.#clockAhead = now - Date.now();
    this.behindBefore = behindBefore;
  }

  /** Takes a batch of changes and returns the zones whose cells look different now. */
  apply({ now, behindBefore, zones, quotes, left }) {
    const touched = new Set();
    this.setTime(now, behindBefore);
    if (zones.length > 0 || left.length > 0) this.generation++;
    for (const [number, id, ...corners] of zones) {
      const zone = makeZone(id, corners);
      this.#byNumber.set(number, zone);
      this.#byId.set(id, zone);
    }
    for (const [number, multiplier, demand, supply, ahead, length, timing, revision, age] of quotes) {
      const zone = this.#byNumber.get(number);
      const windowEnd = behindBefore + ahead;
      Object.assign(zone, { multiplier, demand, supply, windowEnd, timing, revision });
      zone.windowStart = windowEnd - length;
      zone.computedAt = now - age;
      touched.add(zone);
    }
    for (const number of left) {
      const zone = this.#byNumber.get(number);
      if (!zone) continue;
      this.#byNumber.delete(number);
      this.#byId.delete(zone.id);
      touched.add(zone);
    }
    return touched;
  }
}

/** A zone and its outline, projected once: in pixels of a world that is 256 pixels wide. */
function makeZone(id, degrees) {
  const xs = [];
  const ys = [];
  for (let i = 0; i < degrees.length; i += 2) {
    const { x, y } = CRS.EPSG3857.latLngToPoint(latLng(degrees[i], degrees[i + 1]), 0);
    xs.push(x);
    ys.push(y);
  }
  return {
    id, xs, ys,
    left: Math.min(...xs), right: Math.max(...xs),
    top: Math.min(...ys), bottom: Math.max(...ys),
    isRectangle: degrees.length === 8 && xs[0] === xs[3] && ys[0] === ys[1],
    multiplier: 1, demand: 0, supply: 0,
    windowStart: 0, windowEnd: 0, timing: 0, revision: 0, computedAt: 0,
  };
}
