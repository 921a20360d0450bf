// A canvas that always covers exactly what is in view, drawn anew at most once a frame.

import { DomUtil, Layer } from "./leaflet.js";

export const CanvasLayer = Layer.extend({
  onAdd(map) {
    this._canvas = DomUtil.create("canvas", this.options.className);
    map.getPane(this.options.pane).append(this._canvas);
    this._resize();
  },

  onRemove() {
    cancelAnimationFrame(this._frame);
    this._canvas.remove();
  },

  getEvents() {
    return { resize: this._resize, viewreset: this.redraw, move: this.redraw, zoom: this.redraw };
  },

  /** Draws soon. */
  redraw() {
    this._frame ||= requestAnimationFrame(() => {
      this._frame = 0;
      this._draw();
    });
  },

  _resize() {
    const size = this._map.getSize();
    const density = window.devicePixelRatio || 1;
    this._canvas.width = size.x * density;
    this._canvas.height = size.y * density;
    this._canvas.style.width = `${size.x}px`;
    this._canvas.style.height = `${size.y}px`;
    this.redraw();
  },

  /** Draws in pixels of the view, whose upper left corner is given in pixels of the world. */
  _draw() {
    const map = this._map;
    if (!map) return;
    DomUtil.setPosition(this._canvas, map.containerPointToLayerPoint([0, 0]));
    const context = this._canvas.getContext("2d");
    const density = window.devicePixelRatio || 1;
    const size = map.getSize();
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, size.x, size.y);
    const corner = map.project(map.containerPointToLatLng([0, 0]), map.getZoom());
    this.draw(context, { corner, size, scale: 2 ** map.getZoom() });
  },
});
