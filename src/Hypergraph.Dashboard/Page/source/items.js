// The items of a map: counts, and a page of them on request.
import { html } from './html.js';
import { count, duration } from './numbers.js';
import { Note, Segments, State, Text } from './parts.js';
import { useResource } from './resource.js';
import { address, linkTo } from './route.js';
import { isLive, lookOf } from './states.js';
import { oneLine } from './text.js';

const PAGE = 100;
const ORDERS = [['failed', 'Failed first'], ['slowest', 'Slowest'], ['index', 'By index']];
const COUNTED = ['done', 'failed', 'running', 'paused', 'stopped', 'restored'];

/** @param {{ model: import('./run-model.js').RunModel, query: Record<string, string> }} props */
export function ItemsView({ model, query }) {
  const maps = model.rows.filter(row => row.icon === 'map');
  const row = query.row ?? maps.find(map => map.path === query.node)?.path ?? maps[0]?.path;
  const order = ORDERS.some(([name]) => name === query.order) ? query.order : query.item === undefined ? 'failed' : 'index';
  // A link to an item shows the page it is on.
  const wanted = Number.parseInt((query.item ?? '').split('.').at(-1), 10);
  const offset = Math.max(0, Number.parseInt(query.offset, 10) || (order === 'index' && wanted >= 0 ? wanted - (wanted % PAGE) : 0));
  const search = new URLSearchParams({ row: row ?? '', order, offset: String(offset), limit: String(PAGE) });
  const every = isLive(model.summary.status) ? 2000 : undefined;
  const { value, error, isLoading } = useResource(row === undefined ? undefined : `runs/${model.key}/items?${search}`, {
    every,
    again: model.summary.status,
  });
  if (row === undefined) {
    return html`<div class="page"><${Note}>The run has no map.<//></div>`;
  }

  const change = values => address.change({ row, item: undefined, offset: undefined, ...values });
  const total = value?.total ?? 0;
  return html`<div class="page items">
    <div class="filters">
      <select aria-label="Map" value=${row} onChange=${event => change({ row: event.currentTarget.value, node: event.currentTarget.value })}>
        ${maps.map(map => html`<option key=${map.path} value=${map.path}>${oneLine(map.label, 60)}${map.path ? ` (${oneLine(map.path, 60)})` : ''}</option>`)}
      </select>
      <${Segments} label="Order" value=${order} options=${ORDERS} onChange=${name => change({ order: name })} />
      ${order !== 'index' && wanted >= 0 &&
      html`<button type="button" onClick=${() => change({ order: 'index', item: query.item })}>Go to item ${count(wanted)}</button>`}
    </div>
    ${error && html`<${Note} error=${error} />`}
    ${value === undefined && !error && html`<${Note} isLoading />`}
    ${value !== undefined &&
    html`<ul class="counts" aria-label="Items by state" data-total=${total}>
        <li><span class="number strong">${count(total)}</span> items</li>
        ${COUNTED.filter(name => value.counts[name] > 0).map(name => html`<li key=${name} class=${`tone-${lookOf(name).tone}`}><span class="number strong">${count(value.counts[name])}</span> ${name}</li>`)}
      </ul>
      ${value.items.length === 0
        ? html`<${Note} isLoading=${isLoading}>No item here.<//>`
        : html`<div class="table-frame" tabindex="0" role="region" aria-label="Table of items"><table>
            <caption class="unseen">Items of the map</caption>
            <thead><tr><th scope="col" class="number">Item</th><th scope="col">State</th><th scope="col" class="number secondary">Start</th><th scope="col" class="number">Time</th><th scope="col">Label, message</th></tr></thead>
            <tbody>${value.items.map(item => html`<${Item} key=${item.index} item=${item} isWanted=${item.index === wanted} />`)}</tbody>
          </table></div>`}
      <div class="pager">
        <button type="button" disabled=${offset === 0} onClick=${() => change({ offset: Math.max(0, offset - PAGE) || undefined })}>Previous</button>
        <button type="button" data-next disabled=${offset + PAGE >= total} onClick=${() => change({ offset: offset + PAGE })}>Next</button>
        <span class="faint number">${count(offset + Math.min(1, value.items.length))} to ${count(offset + value.items.length)} of ${count(total)}</span>
        <a href=${linkTo(model.key, 'tree', { node: row })}>Row in the tree</a>
      </div>`}
  </div>`;
}

/** @param {{ item: any, isWanted: boolean }} props */
function Item({ item, isWanted }) {
  return html`<tr data-item=${item.index} data-state=${item.state} class=${isWanted ? 'is-selected' : ''}>
    <td class="number">${count(item.index)}</td>
    <td><${State} state=${item.state} /></td>
    <td class="number faint secondary">${item.start === undefined || item.start === null ? '' : `+${duration(item.start)}`}</td>
    <td class="number">${item.duration === undefined || item.duration === null ? '' : duration(item.duration)}</td>
    <td class="item-text">${item.label && html`<${Text} value=${item.label} />`} ${item.message && html`<${Text} class="tone-bad" value=${item.message} />`}</td>
  </tr>`;
}
