// Runs before the page is painted: a chosen theme overrides the system's.
'use strict';
try {
  const chosen = localStorage.getItem('streamer.theme');
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
} catch {
  // storage may be forbidden: the system's theme is used
}
