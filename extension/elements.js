/**
 * Makes the elements of our own layer. Never from strings of HTML, and never with a text node.
 *
 * A closed root keeps scripts out, but not the search in the page: `window.find()` tells any page whether some
 * words stand in it, and lays the selection around them. What a style sheet draws is not searched, in either
 * browser. So every word of ours is an attribute that the style sheet draws (layer.css); a screen reader
 * reads it, and takes names from it, as if it were text.
 */

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Partial<Omit<HTMLElementTagNameMap[Name], "children" | "style" | "textContent" | "innerText">>} [properties]
 * @param {(Node | string)[]} children a string becomes a piece of drawn words
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  Object.assign(element, properties);
  element.append(...children.map((child) => (typeof child === "string" ? drawn(child) : child)));
  return element;
}

/**
 * A piece of words that no search finds.
 * @param {string} [words]
 */
export function drawn(words = "") {
  const piece = document.createElement("span");
  say(piece, words);
  return piece;
}

/**
 * Changes a piece of words in place.
 * @param {HTMLElement} piece
 * @param {string} words
 */
export function say(piece, words) {
  if (piece.dataset.words !== words) piece.dataset.words = words;
}

/**
 * A piece of the line that marks a finding of this severity, beside its words in a list.
 * @param {import("./messages.js").Severity} severity
 */
export function sample(severity) {
  const drawing = svg("svg", { class: `sample ${severity}`, width: 24, height: 8, "aria-hidden": "true" });
  drawing.append(svg("path", { class: "line", d: linePath(severity, 1, 23, 5) }));
  return drawing;
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 */
export function svg(name, attributes = {}) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/**
 * The line under a passage: wavy, double or dotted, so that it is told apart without colour.
 * @param {import("./messages.js").Severity} severity
 * @param {number} left
 * @param {number} right
 * @param {number} y
 */
export function linePath(severity, left, right, y) {
  if (severity === "medium") return `M${left} ${y - 1.5}H${right}M${left} ${y + 1.5}H${right}`;
  if (severity === "advisory") return `M${left + 1} ${y}H${right}`;
  const waves = Math.max(1, Math.round((right - left) / 7));
  const half = (right - left) / waves / 2;
  return `M${left} ${y}q${half / 2} -3 ${half} 0t${half} 0${`t${half} 0t${half} 0`.repeat(waves - 1)}`;
}
