// What is typed as an answer: JSON if it is JSON, otherwise a text.

/** @param {string} text @returns {{ value: unknown, kind: string }} */
export function answerOf(text) {
  try {
    const value = JSON.parse(text);
    return { value, kind: kindOf(value) };
  } catch {
    return { value: text, kind: 'text' };
  }
}

/** @param {unknown} value */
function kindOf(value) {
  if (value === null) {
    return 'null';
  }

  return Array.isArray(value) ? 'a JSON array' : { string: 'text', number: 'a number', boolean: 'a truth value' }[typeof value] ?? 'a JSON object';
}
