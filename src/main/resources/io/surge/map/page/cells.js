// The zones as cells: only those in view, those of one shade together.

import { CRS, latLngBounds, point } from "./leaflet.js";
import { BEHIND, shades, textOn } from "./colour.js";
import { CanvasLayer } from "./canvas-layer.js";
import * as words from "./words.js";

const GAP_FROM = 7; // pixels a cell, from which neighbours are kept apart
const NUMBERS_FROM = 25; // and from which there is room for the multiplier
const CHOSEN = "#ffffff";
const POINTED = "rgba(255,255,255,.65)";

export const CellLayer = CanvasLayer.extend({
  options: { pane: "overlayPane", className: "cells" },

  initialize(zones, scale) {
    this._zones = zones;
    this._scale = scale;
    this._chosen = null;
    this._pointed = null;
  },

  /** Marks a zone, or none. */
  choose(zone) {
    if (this._chosen === zone) return;
    this._chosen = zone;
    this.redraw();
  },

  point(zone) {
    if (this._pointed === zone) return;
    this._pointed = zone;
    this.redraw();
  },

  /** Draws again if one of these zones is in view. */
  update(touched) {
    const view = this._view;
    for (const zone of touched) {
      if (!view || isInView(zone, view)) {
        this.redraw();
        return;
      }
    }
  },

  /** The zone at a point of the view. */
  zoneAt({ x, y }) {
    if (!this._view) return null;
    const { corner, scale } = this._view;
    const worldX = (corner.x + x) / scale;
    const worldY = (corner.y + y) / scale;
    for (const zone of this._zones) {
      if (worldX >= zone.left && worldX < zone.right && worldY >= zone.top && worldY < zone.bottom
        && (zone.isRectangle || holds(zone, worldX, worldY))) return zone;
    }
    return null;
  },

  /** Moves the map so that a zone can be seen, if it cannot. */
  bringIntoView(zone) {
    const bounds = latLngBounds(
      CRS.EPSG3857.pointToLatLng(point(zone.left, zone.bottom), 0),
      CRS.EPSG3857.pointToLatLng(point(zone.right, zone.top), 0));
    if (this._map.getBounds().contains(bounds)) return;
    const animate = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this._map.panTo(bounds.getCenter(), { animate });
  },

  draw(context, { corner, size, scale }) {
    this._view = {
      corner, scale,
      left: corner.x / scale, right: (corner.x + size.x) / scale,
      top: corner.y / scale, bottom: (corner.y + size.y) / scale,
    };
    const behind = [];
    const byShade = shades.map(() => []);
    for (const zone of this._zones) {
      if (!isInView(zone, this._view)) continue;
      (this._zones.isBehind(zone) ? behind : byShade[this._scale.shade(zone.multiplier)]).push(zone);
    }
    byShade.forEach((zones, shade) => this._fill(context, zones, shades[shade]));
    this._fill(context, behind, hatching(context));
    byShade.forEach((zones, shade) => this._write(context, zones, textOn(shade)));
    this._write(context, behind, BEHIND.text);
    if (this._pointed) this._outline(context, this._pointed, POINTED, 1.5);
    if (this._chosen) this._outline(context, this._chosen, CHOSEN, 2.5);
  },

  _fill(context, zones, style) {
    if (zones.length === 0) return;
    context.fillStyle = style;
    context.beginPath();
    for (const zone of zones) this._trace(context, zone);
    context.fill();
  },

  _trace(context, zone) {
    const { corner, scale } = this._view;
    const gap = (zone.right - zone.left) * scale >= GAP_FROM ? 1 : 0;
    if (zone.isRectangle) {
      const x = zone.left * scale - corner.x;
      const y = zone.top * scale - corner.y;
      context.rect(x, y,
        (zone.right - zone.left) * scale - gap, (zone.bottom - zone.top) * scale - gap);
      return;
    }
    zone.xs.forEach((x, i) => {
      const at = [x * scale - corner.x, zone.ys[i] * scale - corner.y];
      if (i === 0) context.moveTo(...at);
      else context.lineTo(...at);
    });
    context.closePath();
  },

  _write(context, zones, colour) {
    const { corner, scale } = this._view;
    context.fillStyle = colour;
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (const zone of zones) {
      const width = (zone.right - zone.left) * scale;
      if (width < NUMBERS_FROM) continue;
      context.font = `600 ${Math.min(20, Math.round(width * 0.36))}px system-ui, sans-serif`;
      context.fillText(words.inCell(zone.multiplier),
        (zone.left + zone.right) / 2 * scale - corner.x,
        (zone.top + zone.bottom) / 2 * scale - corner.y);
    }
  },

  _outline(context, zone, colour, width) {
    context.beginPath();
    this._trace(context, zone);
    context.strokeStyle = "#0d1117";
    context.lineWidth = width + 2;
    context.stroke();
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  },
});

function isInView(zone, view) {
  return zone.right >= view.left && zone.left <= view.right
    && zone.bottom >= view.top && zone.top <= view.bottom;
}

function holds({ xs, ys }, x, y) {
  let inside = false;
  for (let i = 0, j = xs.length - 1; i < xs.length; j = i++) {
    if (ys[i] > y !== ys[j] > y && x < ((xs[j] - xs[i]) * (y - ys[i])) / (ys[j] - ys[i]) + xs[i]) {
      inside = !inside;
    }
  }
  return inside;
}

let hatch;

/** Grey with oblique lines. */
function hatching(context) {
  if (hatch) return hatch;
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6;
  const drawing = tile.getContext("2d");
  drawing.fillStyle = BEHIND.fill;
  drawing.fillRect(0, 0, 6, 6);
  drawing.strokeStyle = BEHIND.line;
  drawing.lineWidth = 1;
  drawing.beginPath();
  for (const from of [-6, 0, 6]) {
    drawing.moveTo(from, 6);
    drawing.lineTo(from + 6, 0);
  }
  drawing.stroke();
  hatch = context.createPattern(tile, "repeat");
  return hatch;
}
