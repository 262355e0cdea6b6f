// Makes foreign texts safe to look at: what would control, reorder or hide text gets a visible placeholder.

/** Only characters that need no work. Most texts of runs match. */
const PLAIN = /^[\x20-\x7e]*$/;

/** Control characters, marks of direction, invisible characters, lone surrogates. */
const HOSTILE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff0-\ufffb]|\p{Surrogate}/gu;

/** More marks on one letter than any script uses; further ones would cover the lines above. */
const MARKS = /(\p{M}{6})\p{M}+/gu;

/** Escape sequences of terminals, as in `ESC[31m`. */
const SEQUENCES = /\u001b\[[0-9;:?]*[ -/]*[@-~]/g;

/**
 * Returns the text on one line.
 * @param {unknown} value
 * @param {number} [max] the maximum number of UTF-16 code units
 * @returns {string}
 */
export function oneLine(value, max = 400) {
  const text = cut(asText(value), max);
  return PLAIN.test(text) ? text : placeholders(text.replace(/\r\n|[\r\n\t]/g, ' '));
}

/**
 * Returns the text with its line breaks and tabs.
 * @param {unknown} value
 * @param {number} [max]
 * @returns {string}
 */
export function manyLines(value, max = 40_000) {
  return cut(asText(value), max)
    .replace(SEQUENCES, '')
    .split(/\r\n|\r|\n/)
    .map(line => line.split('\t').map(placeholders).join('\t'))
    .join('\n');
}

/** @param {unknown} value */
function asText(value) {
  return value === undefined || value === null ? '' : String(value);
}

/**
 * @param {string} text
 * @param {number} max
 */
function cut(text, max) {
  if (text.length <= max) {
    return text;
  }

  // Not between the halves of a character.
  const end = /[\ud800-\udbff]/.test(text[max - 2]) ? max - 2 : max - 1;
  return text.slice(0, end) + '…';
}

/** The same placeholder as in the terminal. @param {string} text */
function placeholders(text) {
  return text.replace(HOSTILE, '\ufffd').replace(MARKS, '$1');
}
