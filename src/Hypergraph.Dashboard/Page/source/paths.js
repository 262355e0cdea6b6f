// Paths of events, as `files[3]/rows[17]/parse`: the index of an item follows the node whose map it belongs to. In a name,
// a backslash precedes the characters that structure a path. Rows have paths of names only, as `files/rows/parse`.

/**
 * Reads a path: the path of the row, and the indexes of the items around it as in `3.17`.
 * @param {string | undefined | null} path
 * @returns {{ node: string, items: string }}
 */
export function parsePath(path) {
  const text = path ?? '';
  const items = [];
  let node = '';
  for (let i = 0; i < text.length; i++) {
    const item = text[i] === '[' ? /^\[(\d{1,10})\]/.exec(text.slice(i, i + 12)) : null;
    if (item) {
      items.push(item[1]);
      i += item[0].length - 1;
    } else if (text[i] !== '/' || node !== '') {
      i += text[i] === '\\' && i + 1 < text.length ? 1 : 0;
      node += text[i];
    }
  }

  return { node, items: items.join('.') };
}

/**
 * The path of an item in events.
 * @param {string} map the path of the row of the map
 * @param {string} items
 * @param {any[]} rows
 */
export function pathOfItem(map, items, rows) {
  const maps = new Set(mapsAround(map, rows));
  const indexes = items.split('.');
  let path = maps.has('') && indexes.length > 0 ? `[${indexes.shift()}]` : '';
  let at = '';
  for (const name of map === '' ? [] : map.split('/')) {
    at = at === '' ? name : `${at}/${name}`;
    path += (path === '' ? '' : '/') + name.replace(/[/[\]\\]/g, '\\$&');
    if (maps.has(at) && indexes.length > 0) {
      path += `[${indexes.shift()}]`;
    }
  }

  return path;
}

/** The paths of the maps that a node is in, outermost first; a node that maps is among them. @param {string} node @param {any[]} rows @returns {string[]} */
export function mapsAround(node, rows) {
  const maps = rows.filter(row => row.icon === 'map' && isWithin(node, row.path)).map(row => row.path);
  return [...new Set(maps)].sort((a, b) => a.length - b.length);
}

/**
 * The path of the map that has an item. Each map around a node has one of the indexes.
 * @param {string} node
 * @param {string} items
 * @param {any[]} rows
 * @returns {string | undefined}
 */
export function mapOfItem(node, items, rows) {
  const maps = mapsAround(node, rows);
  return maps[Math.min(maps.length, items.split('.').length) - 1];
}

/** Whether a node is another one, or in it. @param {string} node @param {string} other */
export function isWithin(node, other) {
  return other === '' || node === other || node.startsWith(`${other}/`);
}
