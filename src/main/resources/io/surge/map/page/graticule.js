// Lines of latitude and longitude with their degrees, so that a map without streets has a place.

import { CanvasLayer } from "./canvas-layer.js";

const STEPS = [30, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];
const LEAST_PIXELS = 90; // between neighbouring lines
const LINE = "rgba(151,166,190,.16)";
const TEXT = "rgba(173,186,206,.75)";

export const Graticule = CanvasLayer.extend({
  options: { pane: "tilePane", className: "graticule" },

  draw(context, { size }) {
    const map = this._map;
    const northWest = map.containerPointToLatLng([0, 0]);
    const southEast = map.containerPointToLatLng([size.x, size.y]);
    const perDegree = size.x / (southEast.lng - northWest.lng);
    const step = STEPS.findLast((each) => each * perDegree >= LEAST_PIXELS) ?? STEPS[0];
    const digits = Math.max(0, Math.ceil(-Math.log10(step)));
    context.strokeStyle = LINE;
    context.fillStyle = TEXT;
    context.font = "11px system-ui, sans-serif";
    context.beginPath();
    for (const longitude of multiples(step, northWest.lng, southEast.lng)) {
      const { x } = map.latLngToContainerPoint([northWest.lat, longitude]);
      context.moveTo(x, 0);
      context.lineTo(x, size.y);
      context.fillText(degrees(longitude, digits, "E", "W"), x + 4, size.y - 6);
    }
    for (const latitude of multiples(step, southEast.lat, northWest.lat)) {
      const { y } = map.latLngToContainerPoint([latitude, northWest.lng]);
      context.moveTo(0, y);
      context.lineTo(size.x, y);
      context.fillText(degrees(latitude, digits, "N", "S"), 6, y - 4);
    }
    context.stroke();
  },
});

function multiples(step, from, to) {
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, i) => (first + i) * step);
}

function degrees(value, digits, positive, negative) {
  return `${Math.abs(value).toFixed(digits)}° ${value < 0 ? negative : positive}`;
}
