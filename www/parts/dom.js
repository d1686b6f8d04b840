// Building elements without strings of HTML: what a text says can never become markup.

/**
 * A new element with attributes and children. A property whose name starts with "on" is a listener; `true` sets an
 * empty attribute; `false`, `null` and `undefined` set none. Children that are strings become text.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean | null | undefined | ((event: Event) => void)>} [properties]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (typeof value === "string") made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/**
 * A link to another site: it opens beside this page and says so, and the other site learns nothing of this one.
 *
 * @param {string} url
 * @param {string} text
 */
export function outwardLink(url, text) {
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer" },
    text, element("span", { class: "unseen" }, " (opens in a new tab)"), element("span", { "aria-hidden": "true" }, " ↗"));
}

/**
 * The element of the page that has this id. A page and its script are written together, so a missing one is our mistake.
 *
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element "${id}".`);
  return found;
}
