// Puts the parts of the page together.

import { Figures } from "./figures.js";
import { Follower, createView } from "./view.js";
import { ChosenZone } from "./card.js";
import { CellLayer } from "./cells.js";
import { ColourScale } from "./colour.js";
import { HottestZones } from "./hottest.js";
import { Zones } from "./zones.js";
import { drawLegend } from "./legend.js";
import { listen } from "./stream.js";
import { setText } from "./dom.js";
import { watchPointer } from "./pointer.js";

const STATES = {
  LIVE: "Live",
  LOADING: "Reading what is there …",
  RECONNECTING: "Kafka does not answer, reconnecting …",
  LOST: "The map's server does not answer, reconnecting …",
};
const SPEAK_EVERY = 10_000;

const byId = (id) => document.getElementById(id);

const settings = await (await fetch("api/settings")).json();
const zones = new Zones();
const scale = new ColourScale(settings.min, settings.max);
const map = createView("map", settings.tiles);
const cells = new CellLayer(zones, scale).addTo(map);
drawLegend(byId("legend"), scale);
const follower = new Follower(map, zones, {
  button: byId("follow"), title: document.querySelector(".title"), legend: byId("legend"),
});
const chosen = new ChosenZone(byId("chosen"), zones);
const hottest = new HottestZones(byId("hottest"), zones, scale, choose);
const figures = new Figures(byId("figures"), zones);
const updateTip = watchPointer(map, cells, zones, byId("tip"), choose);

let chosenId = null;
let spokenAt = 0;
let spoken = "";

function choose(id) {
  chosenId = id;
  chosen.choose(id);
  hottest.update(id);
  const zone = id && zones.withId(id);
  cells.choose(zone ?? null);
  if (zone) cells.bringIntoView(zone);
  speak(true);
}

/** Tells the chosen zone's price to who listens to the page instead of seeing it. */
function speak(now) {
  const zone = chosenId && zones.withId(chosenId);
  if (!zone || (!now && performance.now() - spokenAt < SPEAK_EVERY)) return;
  const text = `${zone.id}: multiplier ${zone.multiplier.toFixed(2)}, demand ${zone.demand}, supply ${zone.supply}`;
  if (text === spoken) return;
  spoken = text;
  spokenAt = performance.now();
  setText(byId("spoken"), text);
}

function showState(state) {
  byId("state").dataset.state = state;
  setText(byId("state"), STATES[state]);
}

listen({
  opened() {
    zones.clear();
    cells.redraw();
  },
  changes(batch) {
    cells.update(zones.apply(batch));
    cells.choose((chosenId && zones.withId(chosenId)) ?? null);
    updateTip();
  },
  pulse(pulse) {
    zones.setTime(pulse.now, pulse.behindBefore);
    showState(pulse.state);
    figures.update(pulse);
    follower.update();
    hottest.update(chosenId);
    chosen.update();
    cells.redraw();
    updateTip();
    speak(false);
  },
  lost() {
    showState("LOST");
  },
});
