// @ts-check

/**
 * An element with attributes and children; text is always text, never markup.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | boolean | undefined>} [attributes] true: present and empty; false, undefined: absent
 * @param {...(Node | string | undefined)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value === true) made.setAttribute(key, '');
    else if (typeof value === 'string') made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/**
 * The element of an id; of the kind that is asked for.
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${id}`);
  return found;
}

/**
 * Says how a part of the page stands; `bad` is a failure.
 * @param {string} id
 * @param {string} text
 * @param {boolean} [bad]
 */
export function say(id, text, bad = false) {
  const status = byId(id, HTMLElement);
  status.textContent = text;
  status.classList.toggle('bad', bad && text !== '');
}
