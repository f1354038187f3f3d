import {h} from './dom.js';

/**
 * Up to this many rows, all of them are drawn, so that the browser's own search and screen readers have all of them.
 */
const ALL_DRAWN = 150;
/** Rows that are drawn beyond the visible part, before and after it. */
const BEYOND = 12;
/** The assumed height of a row until one was measured. */
const FIRST_HEIGHT = 57;

/**
 * Draws only the visible part of a list and what is near it; empty space replaces the rest. Works for a table, with
 * rows below each other, and for a grid of cards.
 */
export class LongList {
  #body;
  #before = space();
  #after = space();
  #rowOf;
  #items = [];
  #first = 0;
  #last = 0;
  #height = FIRST_HEIGHT;
  #asked = 0;

  /**
   * @param {HTMLElement} body holds the rows
   * @param {(item: object, index: number) => HTMLElement} rowOf the row of an item, the same one for the same item
   */
  constructor(body, rowOf) {
    this.#body = body;
    this.#rowOf = rowOf;
    const ask = () => {
      if (this.#asked === 0) {
        this.#asked = requestAnimationFrame(() => {
          this.#asked = 0;
          this.#draw(false);
        });
      }
    };
    const listener = () => {
      if (this.#body.isConnected) {
        ask();
      } else if (this.#items.length > 0) {
        removeEventListener('scroll', listener);
        removeEventListener('resize', listener);
      }
    };
    addEventListener('scroll', listener, {passive: true});
    addEventListener('resize', listener, {passive: true});
  }

  /** Shows these items, in this order. */
  show(items) {
    this.#items = items;
    this.#draw(true);
  }

  /** The items that are drawn. */
  drawn() {
    return this.#items.slice(this.#first, this.#last);
  }

  #draw(anew) {
    const perLine = this.#perLine();
    const [first, last] = this.#range(perLine);
    if (!anew && first === this.#first && last === this.#last) {
      return;
    }
    this.#first = first;
    this.#last = last;
    const wanted = this.drawn().map((item, i) => this.#rowOf(item, first + i));
    this.#arrange(wanted, perLine);
    this.#measure(wanted, perLine);
  }

  // moves only misplaced rows, so that none loses the focus; empty space stays where it is, so that nothing jumps
  #arrange(rows, perLine) {
    const lines = count => Math.ceil(count / perLine) * this.#height;
    const wanted = [...rows];
    if (rows.length < this.#items.length) {
      this.#before.firstChild.style.height = `${lines(this.#first)}px`;
      this.#after.firstChild.style.height = `${lines(this.#items.length - this.#last)}px`;
      wanted.unshift(this.#before);
      wanted.push(this.#after);
    }
    const keep = new Set(wanted);
    [...this.#body.children].filter(child => !keep.has(child)).forEach(child => child.remove());
    wanted.forEach((row, at) => {
      if (this.#body.children[at] !== row) {
        this.#body.insertBefore(row, this.#body.children[at] ?? null);
      }
    });
  }

  #measure(rows, perLine) {
    const lines = Math.ceil(rows.length / perLine);
    if (rows.length < this.#items.length && lines > 1) {
      const top = rows[0].getBoundingClientRect().top;
      const bottom = rows[(lines - 1) * perLine].getBoundingClientRect().top;
      this.#height = (bottom - top) / (lines - 1) || this.#height;
    }
  }

  #range(perLine) {
    const count = this.#items.length;
    if (count <= ALL_DRAWN) {
      return [0, count];
    }
    const above = Math.max(0, -this.#body.getBoundingClientRect().top);
    const first = Math.min(Math.max(0, Math.floor(above / this.#height) - BEYOND), Math.max(0, Math.ceil(count / perLine) - 1));
    const lines = Math.ceil(innerHeight / this.#height) + 2 * BEYOND;
    return [first * perLine, Math.min(count, (first + lines) * perLine)];
  }

  #perLine() {
    const style = getComputedStyle(this.#body);
    return style.display === 'grid' ? Math.max(1, style.gridTemplateColumns.split(' ').length) : 1;
  }
}

function space() {
  return h('tr', {class: 'space', 'aria-hidden': 'true'}, h('td', {colspan: 20}));
}
