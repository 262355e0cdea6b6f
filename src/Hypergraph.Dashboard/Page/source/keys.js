// Which keys are meant for the page.

/** Whether a key is neither text for a box nor a shortcut of the browser. @param {KeyboardEvent} event */
export function isForPage(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) {
    return false;
  }

  const target = /** @type {HTMLElement} */ (event.target);
  return !(target instanceof HTMLElement && (target.matches('input, textarea, select') || target.closest('dialog')));
}
