// The link to an item of a map.
import { html } from './html.js';
import { mapOfItem } from './paths.js';
import { linkTo } from './route.js';
import { oneLine } from './text.js';

/**
 * @param {{ model: import('./run-model.js').RunModel, node: string, items: string }} props
 * `node` is the path of a row in the item, `items` has the indexes of the items around it, as in `3.17`
 */
export function ItemLink({ model, node, items }) {
  const map = mapOfItem(node, items, model.rows);
  const text = oneLine(items, 60);
  return map === undefined
    ? html`<span class="mono">${text}</span>`
    : html`<a class="mono" data-item-link=${items} aria-label=${`Item ${text}`} href=${linkTo(model.key, 'items', { node: map, row: map, order: 'index', item: items })}>${text}</a>`;
}
