// Pointing at cells, with a mouse, a finger or the keyboard.

import { ZoneCard } from "./card.js";

const FROM_POINTER = 16;

/** Shows the zone under a mouse beside it, and tells which zone is clicked, tapped or entered. */
export function watchPointer(map, cells, zones, tip, choose) {
  const card = new ZoneCard();
  tip.append(card.root);
  const container = map.getContainer();
  let at = null;
  let isFinger = false;

  // A tap is followed by the movements of a mouse that is not there.
  for (const name of ["pointerdown", "pointermove"]) {
    container.addEventListener(name, (event) => { isFinger = event.pointerType === "touch"; }, { capture: true });
  }

  function update() {
    const zone = at && cells.zoneAt(at);
    cells.point(zone);
    tip.hidden = !zone;
    if (!zone) return;
    card.show(zone, zones);
    place(tip, at, map.getSize());
  }

  map.on("mousemove", (event) => {
    at = isFinger ? null : event.containerPoint;
    update();
  });
  map.on("mouseout dragstart", () => {
    at = null;
    update();
  });
  map.on("click", (event) => choose(cells.zoneAt(event.containerPoint)?.id ?? null));
  container.addEventListener("pointerdown", () => container.classList.remove("by-keyboard"));
  container.addEventListener("keydown", (event) => {
    container.classList.add("by-keyboard");
    if (event.key === "Enter") choose(cells.zoneAt(map.getSize().divideBy(2))?.id ?? null);
    if (event.key === "Escape") choose(null);
  });
  return update;
}

/** Beside the pointer, on the side where there is room. */
function place(tip, { x, y }, size) {
  const right = x + FROM_POINTER + tip.offsetWidth < size.x;
  const below = y + FROM_POINTER + tip.offsetHeight < size.y;
  const left = right ? x + FROM_POINTER : Math.max(0, x - FROM_POINTER - tip.offsetWidth);
  const top = below ? y + FROM_POINTER : Math.max(0, y - FROM_POINTER - tip.offsetHeight);
  tip.style.transform = `translate(${left}px, ${top}px)`;
}
