// Lays out JSON without reading its values: numbers keep all digits, and a text that was cut still has a layout.

/** @param {string} json @returns {string} */
export function layOutJson(json) {
  let out = '';
  let depth = 0;
  for (let i = 0; i < json.length; i++) {
    const sign = json[i];
    if (sign === '"') {
      const end = endOfString(json, i);
      out += readable(json.slice(i, end));
      i = end - 1;
    } else if (sign === '{' || sign === '[') {
      const isEmpty = /^[{[]\s*[}\]]/.exec(json.slice(i, i + 20));
      out += isEmpty ? sign + isEmpty[0].at(-1) : sign + lineAt(++depth);
      i += isEmpty ? isEmpty[0].length - 1 : 0;
    } else if (sign === '}' || sign === ']') {
      out += lineAt(--depth) + sign;
    } else if (sign === ',') {
      out += sign + lineAt(depth);
    } else if (sign === ':') {
      out += ': ';
    } else if (!/\s/.test(sign)) {
      out += sign;
    }
  }

  return out;
}

/** A text as it is, and other JSON with a layout. @param {string} json @returns {string} */
export function textOfJson(json) {
  try {
    const value = JSON.parse(json);
    return typeof value === 'string' ? value : layOutJson(json);
  } catch {
    return layOutJson(json);
  }
}

/** Replaces escapes that JSON does not need, as in `\\u003C`. @param {string} json @returns {string} */
export function readable(json) {
  return json.replace(/\\(?:u([0-9a-fA-F]{4})|.)/g, (escape, code) => {
    const character = code === undefined ? '' : String.fromCharCode(Number.parseInt(code, 16));
    return character === '"' || character === '\\' ? `\\${character}` : character >= ' ' && character !== '\u007f' ? character : escape;
  });
}

/** @param {string} json @param {number} start */
function endOfString(json, start) {
  let i = start + 1;
  while (i < json.length && json[i] !== '"') {
    i += json[i] === '\\' ? 2 : 1;
  }

  return Math.min(json.length, i + 1);
}

/** @param {number} depth */
function lineAt(depth) {
  return '\n' + '  '.repeat(Math.min(40, Math.max(0, depth)));
}
