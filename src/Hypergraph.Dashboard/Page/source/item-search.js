// Finds the page of an item of a map.
import { useEffect, useState } from 'preact/hooks';
import { request } from './api.js';

/** So many items are asked for at a time. */
const STEP = 500;

/** At most so many times. */
const MAX_REQUESTS = 20;

/**
 * Finds the number of items before an item. Items are listed in the order in which they began, which is close to that of their indexes outside other maps.
 * @param {(offset: number) => Promise<{ total: number, items: { index: string }[] }>} load
 * @param {string} item
 * @param {number} guess
 * @returns {Promise<number | undefined>}
 */
export async function placeOfItem(load, item, guess) {
  const first = Math.max(0, guess - (guess % STEP));
  let total = Infinity;
  const offsets = [first];
  for (let distance = STEP; offsets.length < 2 * MAX_REQUESTS; distance += STEP) {
    offsets.push(first - distance, first + distance);
  }

  let requests = 0;
  for (const offset of offsets) {
    if (offset < 0 || offset >= total || requests === MAX_REQUESTS) {
      continue;
    }

    requests++;
    const page = await load(offset);
    total = page.total;
    const at = page.items.findIndex(candidate => String(candidate.index) === item);
    if (at >= 0) {
      return offset + at;
    }
  }

  return undefined;
}

/**
 * @param {{ key: string, row: string | undefined, order: string, item: string | undefined, status: string }} wanted
 * @returns {{ isSearching: boolean, offset?: number }} without an offset if the item was not found
 */
export function usePlaceOfItem({ key, row, order, item, status }) {
  const name = `${key}\n${row}\n${order}\n${item}\n${status}`;
  const [found, setFound] = useState({ name: '', offset: undefined });
  useEffect(() => {
    if (row === undefined || item === undefined) {
      return undefined;
    }

    const abort = new AbortController();
    const load = offset => request(`runs/${key}/items?${new URLSearchParams({ row, order, offset: String(offset), limit: String(STEP) })}`, { signal: abort.signal });
    const guess = order === 'index' && !item.includes('.') ? Number.parseInt(item, 10) || 0 : 0;
    placeOfItem(load, item, guess).then(
      offset => abort.signal.aborted || setFound({ name, offset }),
      () => abort.signal.aborted || setFound({ name, offset: undefined }),
    );
    return () => abort.abort();
  }, [name]);
  return row === undefined || item === undefined ? { isSearching: false } : { isSearching: found.name !== name, offset: found.offset };
}
