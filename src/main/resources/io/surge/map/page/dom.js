// Elements, always filled as text: nothing that came over the wire is ever read as markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element with properties and children; a string child becomes text. */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** An SVG element with attributes and children. */
export function shape(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Sets a text only where it differs, so that nothing is laid out in vain. */
export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}
