// The map itself, and what part of the earth it shows.

import { CRS, control, latLngBounds, map as createMap, point, tileLayer } from "./leaflet.js";
import { Graticule } from "./graticule.js";

const WHOLE_WORLD = [[-60, -170], [75, 170]];
const STRAY_SHARE = 0.01; // of the zones, on each side, that may lie far off
const CLOSEST = 15;
const MARGIN = 20; // pixels

export function createView(container, tiles) {
  const map = createMap(container, {
    zoomSnap: 0.25,
    wheelPxPerZoomLevel: 90,
    zoomAnimation: false,
    minZoom: 2,
    maxZoom: 18,
    attributionControl: Boolean(tiles),
    zoomControl: false,
    worldCopyJump: false,
  });
  control.zoom({ position: "topright" }).addTo(map);
  control.scale({ position: "bottomright", maxWidth: 140 }).addTo(map);
  if (tiles) tileLayer(tiles, { className: "streets", referrerPolicy: "no-referrer" }).addTo(map);
  map.fitBounds(WHOLE_WORLD);
  new Graticule().addTo(map);
  return map;
}

/** Keeps the data in view until the user moves the map, and again when asked to. */
export class Follower {
  #following = true;
  #shown = null;

  /** What lies over the map, above and below, is not to lie over the data. */
  constructor(map, zones, { button, title, legend }) {
    Object.assign(this, { map, zones, button, title, legend });
    button.addEventListener("click", () => this.#resume());
    const container = map.getContainer();
    for (const sign of ["wheel", "keydown", "touchmove"]) {
      container.addEventListener(sign, (event) => this.#stop(event), { passive: true });
    }
    map.on("dragstart", () => this.#stop());
    map.on("resize", () => this.#look());
    container.querySelector(".leaflet-control-zoom").addEventListener("click", () => this.#stop());
  }

  /** Looks where the data is. */
  update() {
    if (!this.#following || this.zones.size === 0) return;
    const bounds = dataBounds(this.zones);
    if (this.#shown?.equals(bounds)) return;
    this.#shown = bounds;
    const { y } = this.map.getSize();
    const covered = y - this.legend.offsetTop;
    this.map.fitBounds(bounds, {
      paddingTopLeft: [MARGIN, MARGIN + this.title.offsetHeight],
      paddingBottomRight: [MARGIN, Math.min(y / 3, covered + 8)],
      maxZoom: CLOSEST,
      animate: false,
    });
  }

  #stop(event) {
    if (event?.key === "Tab" || event?.key === "Enter") return;
    this.#following = false;
    this.button.hidden = false;
  }

  #resume() {
    this.#following = true;
    this.button.hidden = true;
    this.#look();
    this.map.getContainer().focus();
  }

  #look() {
    this.#shown = null;
    this.update();
  }
}

/** Around nearly all zones: one far away, by a driver's broken receiver, does not shrink a city. */
function dataBounds(zones) {
  const list = [...zones];
  const [left, right] = span(list.map((zone) => [zone.left, zone.right]));
  const [top, bottom] = span(list.map((zone) => [zone.top, zone.bottom]));
  return latLngBounds(
    CRS.EPSG3857.pointToLatLng(point(left, bottom), 0),
    CRS.EPSG3857.pointToLatLng(point(right, top), 0));
}

/** From the least to the greatest, without those that lie further off than the most are wide. */
function span(intervals) {
  const sorted = intervals.sort((a, b) => a[0] - b[0]);
  const strays = Math.floor(sorted.length * STRAY_SHARE);
  const from = sorted[strays][0];
  const to = sorted[sorted.length - 1 - strays][1];
  const width = to - from;
  const near = sorted.filter((each) => each[0] >= from - width && each[1] <= to + width);
  return [near[0][0], near[near.length - 1][1]];
}
