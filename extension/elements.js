/** Makes an element of our own layer, with its text, properties and children. Never from strings of HTML. */

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Partial<Omit<HTMLElementTagNameMap[Name], "children" | "style">>} [properties]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  Object.assign(element, properties);
  element.append(...children);
  return element;
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
