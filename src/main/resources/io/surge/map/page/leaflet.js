// The map library, from the one place that knows where it lies.

export * from "./leaflet/dist/leaflet-src.esm.js";
