// The items of a map: counts, and a page of them on request.
import { html } from './html.js';
import { usePlaceOfItem } from './item-search.js';
import { count, countOf, duration } from './numbers.js';
import { Note, Segments, State, Text } from './parts.js';
import { mapOfItem, mapsAround } from './paths.js';
import { useResource } from './resource.js';
import { address, linkTo } from './route.js';
import { isLive, lookOf } from './states.js';
import { oneLine } from './text.js';
import { useReveal } from './reveal.js';

const PAGE = 100;
const ORDERS = [['failed', 'Failed first'], ['slowest', 'Slowest'], ['index', 'By index']];
const COUNTED = ['done', 'failed', 'running', 'paused', 'stopped', 'restored'];

/** @param {{ model: import('./run-model.js').RunModel, query: Record<string, string> }} props */
export function ItemsView({ model, query }) {
  const maps = model.rows.filter(row => row.icon === 'map');
  const row = query.row ?? mapAt(query, model.rows) ?? maps[0]?.path;
  const order = ORDERS.some(([name]) => name === query.order) ? query.order : query.item === undefined ? 'failed' : 'index';
  // A link to an item shows the page it is on, and any other page has its own number.
  const given = Number.parseInt(query.offset, 10);
  const { status } = model.summary;
  const place = usePlaceOfItem({ key: model.key, row, order, item: given >= 0 ? undefined : query.item, status });
  const offset = given >= 0 ? given : place.offset === undefined ? 0 : place.offset - (place.offset % PAGE);
  const search = new URLSearchParams({ row: row ?? '', order, offset: String(offset), limit: String(PAGE) });
  const every = isLive(status) ? 2000 : undefined;
  const { value, error, isLoading, reload } = useResource(row === undefined || place.isSearching ? undefined : `runs/${model.key}/items?${search}`, {
    every,
    again: status,
  });
  const wanted = useReveal(`${row} ${query.item} ${offset}`);
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
      <${Segments} label="Order" value=${order} options=${ORDERS} onChange=${name => change({ order: name, item: query.item })} />
      ${query.item !== undefined &&
      html`<span class="chip">Item <span class="mono">${oneLine(query.item, 60)}</span>
        <button type="button" class="quiet" aria-label="Select no item" onClick=${() => change({ order, offset: offset || undefined })}>✕</button></span>`}
    </div>
    ${error && html`<${Note} error=${error} onRetry=${reload} />`}
    ${value === undefined && !error && html`<${Note} isLoading />`}
    ${!place.isSearching && place.offset === undefined && query.item !== undefined && !(given >= 0) &&
    html`<p class="note tone-held" role="status" data-missing>Item ${oneLine(query.item, 60)} was not found. It has not begun, or it is not among those that are listed.</p>`}
    ${value !== undefined &&
    html`<ul class="counts" aria-label="Items by state" data-total=${total}>
        <li><span class="number strong">${count(total)}</span> ${total === 1 ? 'item' : 'items'}</li>
        ${COUNTED.filter(name => value.counts[name] > 0).map(name => html`<li key=${name} class=${`tone-${lookOf(name).tone}`}><span class="number strong">${count(value.counts[name])}</span> ${name}</li>`)}
      </ul>
      ${value.items.length === 0
        ? html`<${Note} isLoading=${isLoading}>${total === 0 ? 'No item has begun.' : 'No item here.'}<//>`
        : html`<div class="table-frame" tabindex="0" role="region" aria-label="Table of items"><table>
            <caption class="unseen">Items of the map</caption>
            <thead><tr><th scope="col" class="number">Item</th><th scope="col">State</th><th scope="col" class="number secondary">Start</th><th scope="col" class="number">Time</th><th scope="col" class="item-links"><span class="unseen">Links</span></th><th scope="col">Label, message</th></tr></thead>
            <tbody>${value.items.map(item => {
              const index = String(item.index);
              const isWanted = index === query.item;
              return html`<${Item} key=${index} item=${item} index=${index} isWanted=${isWanted} reference=${isWanted ? wanted : undefined}
                link=${linkTo(model.key, 'items', { node: row, row, order, item: index, offset: offset || undefined })}
                logLink=${linkTo(model.key, 'log', { node: row || undefined, item: index })} />`;
            })}</tbody>
          </table></div>`}
      <div class="pager">
        <button type="button" disabled=${offset === 0} onClick=${() => change({ order, offset: Math.max(0, offset - PAGE) })}>Previous</button>
        <button type="button" data-next disabled=${offset + PAGE >= total} onClick=${() => change({ order, offset: offset + PAGE })}>Next</button>
        <span class="faint number">${count(offset + Math.min(1, value.items.length))} to ${count(offset + value.items.length)} of ${countOf(total, 'item')}</span>
        <a href=${linkTo(model.key, 'tree', { node: row })}>Row in the tree</a>
        ${value.counts.failed > 0 && html`<a href=${linkTo(model.key, 'failures', { node: row || undefined })}>Failures</a>`}
      </div>`}
  </div>`;
}

/** The map at the selected node: that of the item, or the innermost around the node. Without a node, the first one with such items. @param {Record<string, string>} query @param {any[]} rows */
function mapAt({ node, item }, rows) {
  if (item === undefined) {
    return node === undefined ? undefined : mapsAround(node, rows).at(-1);
  }

  const depth = item.split('.').length;
  return node === undefined ? rows.find(row => row.icon === 'map' && mapsAround(row.path, rows).length === depth)?.path : mapOfItem(node, item, rows);
}

/** @param {{ item: any, index: string, isWanted: boolean, reference?: any, link: string, logLink: string }} props */
function Item({ item, index, isWanted, reference, link, logLink }) {
  return html`<tr data-item=${index} data-state=${item.state} class=${isWanted ? 'is-selected' : ''} aria-current=${isWanted ? 'true' : undefined} ref=${reference}>
    <td class="number"><a class="index" href=${link} aria-label=${`Item ${oneLine(index, 60)}`}>${indexText(index)}</a></td>
    <td><${State} state=${item.state} /></td>
    <td class="number faint secondary">${item.start === undefined || item.start === null ? '' : `+${duration(item.start)}`}</td>
    <td class="number">${item.duration === undefined || item.duration === null ? '' : duration(item.duration)}</td>
    <td class="item-links"><a href=${logLink} aria-label=${`Log of item ${oneLine(index, 60)}`}>Log</a></td>
    <td class="item-text">${item.label && html`<${Text} value=${item.label} />`} ${item.message && html`<${Text} class="tone-bad" value=${item.message} />`}</td>
  </tr>`;
}

/** `12,345`; for an item in items `3.0`, where separators would be misread. @param {string} index */
function indexText(index) {
  return /^\d+$/.test(index) ? count(Number(index)) : oneLine(index, 60);
}
