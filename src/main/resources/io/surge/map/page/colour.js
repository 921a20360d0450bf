// Multipliers as colours: viridis, whose steps look alike to all eyes, colour-blind ones too, and
// whose lightness alone tells the order. Square root, because most of a city is near the minimum.

const VIRIDIS = [
  [68, 1, 84], [72, 36, 117], [65, 68, 135], [53, 95, 141], [42, 120, 142], [33, 145, 140],
  [34, 168, 132], [68, 191, 112], [122, 209, 81], [189, 223, 38], [253, 231, 37],
];
const SHADES = 64;
const DARK_TEXT_FROM = 0.55;

/** The grey of a price that may be out of date; hatched as well, so that no colour is needed. */
export const BEHIND = { fill: "#4a515c", line: "#7b8494", text: "#e6e9ee" };

export class ColourScale {
  /** From the least to the greatest multiplier. */
  constructor(min, max) {
    this.min = min;
    this.max = max;
  }

  /** Where a multiplier is on the scale, from 0 to 1. */
  place(multiplier) {
    const share = (multiplier - this.min) / (this.max - this.min);
    return Math.sqrt(Math.min(1, Math.max(0, share)));
  }

  /** The number of a multiplier's shade; few shades, so that cells of one can be drawn together. */
  shade(multiplier) {
    return Math.round(this.place(multiplier) * SHADES);
  }
}

export const shades = Array.from({ length: SHADES + 1 }, (_, shade) => colourAt(shade / SHADES));

/** The colour of text on a shade. */
export const textOn = (shade) => (shade / SHADES < DARK_TEXT_FROM ? "#ffffff" : "#0d1117");

function colourAt(place) {
  const at = place * (VIRIDIS.length - 1);
  const below = Math.min(Math.floor(at), VIRIDIS.length - 2);
  const mix = VIRIDIS[below].map((from, i) =>
    Math.round(from + (at - below) * (VIRIDIS[below + 1][i] - from)));
  return `rgb(${mix.join(",")})`;
}
