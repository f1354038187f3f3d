/**
 * Creates elements. All text is added as text and never as markup, so that a name such as `<img onerror=…>` is only a
 * name: nothing in this page parses text as HTML.
 */

const SVG = 'http://www.w3.org/2000/svg';
/** Set as properties, because as attributes they are only initial values. */
const PROPERTIES = new Set(['value', 'checked', 'disabled', 'open', 'selected', 'readOnly']);

/**
 * An HTML element.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] `onclick` and the like take functions; null and false leave one out
 * @param {...(Node | string | number | null | undefined | false | Array)} children
 */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element, with the same parameters. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Sets an element's text, if it is another one. */
export function setText(element, text) {
  const wanted = String(text);
  if (element.textContent !== wanted) {
    element.textContent = wanted;
  }
}

/** Sets an attribute, if it has another value; null removes it. */
export function setAttribute(element, name, value) {
  if (value === null || value === undefined) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, String(value));
  }
}

/** Puts children in the place of an element's present ones. */
export function replace(element, ...children) {
  element.replaceChildren(...flat(children));
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else if (PROPERTIES.has(name)) {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...flat(children));
  return element;
}

function flat(children) {
  return children
    .flat(Infinity)
    .filter(child => child !== null && child !== undefined && child !== false)
    .map(child => (child instanceof Node ? child : document.createTextNode(String(child))));
}
