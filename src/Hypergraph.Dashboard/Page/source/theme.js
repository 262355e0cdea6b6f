// Light, dark, or as the system is. The choice is kept in the browser, if it lets pages keep anything.

const NAME = 'hypergraph-theme';
const CHOICES = ['auto', 'light', 'dark'];

/** @returns {string} */
export function themeChoice() {
  try {
    const kept = localStorage.getItem(NAME);
    return CHOICES.includes(kept) ? kept : 'auto';
  } catch {
    return 'auto';
  }
}

/** @param {string} choice */
export function applyTheme(choice) {
  if (choice === 'auto') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = choice;
  }

  dispatchEvent(new Event('themechange'));
}

/** Chooses the next theme. @param {string} choice */
export function nextTheme(choice) {
  const next = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length];
  try {
    localStorage.setItem(NAME, next);
  } catch {
    // The choice lasts until the page is closed.
  }

  applyTheme(next);
  return next;
}
