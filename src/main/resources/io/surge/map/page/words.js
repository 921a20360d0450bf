// How figures are written for people.

const whole = new Intl.NumberFormat("en");
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

export const TIMINGS = ["forecast", "on time", "corrected"];

export const count = (number) => whole.format(number);

export const rate = (perSecond) => `${perSecond < 1000 ? whole.format(Math.round(perSecond)) : compact.format(perSecond)}/s`;

export const multiplier = (number) => `×${number.toFixed(2)}`;

/** As written into a cell, where there is little room. */
export const inCell = (number) => number.toFixed(1);

export const time = (epochMillis) => clock.format(epochMillis);

export const window = (start, end) => `${time(start)} – ${time(end)}`;

/** A length of time in the unit that suits it: 340 ms, 4.2 s, 3 min. */
export function duration(millis) {
  if (millis < 1000) return `${Math.max(0, Math.round(millis))} ms`;
  if (millis < 10_000) return `${(millis / 1000).toFixed(1)} s`;
  if (millis < 120_000) return `${Math.round(millis / 1000)} s`;
  return `${whole.format(Math.round(millis / 60_000))} min`;
}

/** An age, in whole seconds so that it does not flicker. */
export function age(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  return seconds < 1 ? "just now" : `${seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`} ago`;
}
