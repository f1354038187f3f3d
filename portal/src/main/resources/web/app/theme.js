import {keep, kept} from './kept.js';

/** The themes to choose from: `system` follows the operating system. */
export const THEMES = ['system', 'light', 'dark'];

/** @returns {string} the chosen one of THEMES */
export function theme() {
  const chosen = kept('theme');
  return THEMES.includes(chosen) ? chosen : 'system';
}

/** Changes the theme, at once and for later visits. */
export function setTheme(name) {
  if (name === 'system') {
    keep('theme', null);
    delete document.documentElement.dataset.theme;
  } else {
    keep('theme', name);
    document.documentElement.dataset.theme = name;
  }
}
