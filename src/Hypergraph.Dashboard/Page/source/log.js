// The log of events, a page at a time, newest first.
import { useState } from 'preact/hooks';
import { html } from './html.js';
import { count, countOf } from './numbers.js';
import { ItemLink } from './item-link.js';
import { FilterBox, Note, Text } from './parts.js';
import { mapOfItem, parsePath, pathOfItem } from './paths.js';
import { useResource } from './resource.js';
import { address, linkTo } from './route.js';
import { isLive } from './states.js';
import { oneLine } from './text.js';
import { exactTime, fineTime } from './times.js';
import { EventValues } from './values.js';

const PAGE = 200;

/** The choices of kinds, with the kinds that each asks for. */
const KINDS = [
  ['', 'All events'],
  ['nodeError', 'Errors'],
  ['nodeStart,nodeEnd', 'Nodes'],
  ['nodeAttemptStart,nodeAttemptEnd', 'Attempts'],
  ['runStart,runEnd,runResumed,stopRequested', 'Runs'],
  ['routeDecision', 'Decisions'],
  ['interrupt', 'Interrupts'],
  ['cacheHit', 'Cache'],
  ['nodeProgress,streamingChunk', 'Progress'],
  ['runStoreError', 'Store'],
];

const TONES = { nodeError: 'bad', runStoreError: 'bad', interrupt: 'held', stopRequested: 'held', nodeAttemptEnd: 'held', runStart: 'active', nodeStart: 'active', runEnd: 'good', nodeEnd: 'good', cacheHit: 'good' };

/** @param {{ model: import('./run-model.js').RunModel, query: Record<string, string> }} props */
export function LogView({ model, query }) {
  const [follows, setFollows] = useState(true);
  const running = isLive(model.summary.status);
  const isFollowing = running && follows && query.before === undefined;
  const search = new URLSearchParams({ limit: String(PAGE) });
  for (const name of ['before', 'kind', 'node', 'text']) {
    if (query[name]) {
      search.set(name, query[name]);
    }
  }

  // The server filters by the path of the item as a text, which other items may have in theirs.
  const map = query.item === undefined ? undefined : mapOfItem(query.node ?? '', query.item, model.rows);
  if (map !== undefined) {
    search.set('text', pathOfItem(map, query.item, model.rows));
  }

  const { value, error, isLoading, reload } = useResource(`runs/${model.key}/events?${search}`, {
    every: isFollowing ? 1000 : undefined,
    again: model.summary.status,
  });
  const change = values => address.change({ before: undefined, ...values });
  const kinds = KINDS.some(([kind]) => kind === (query.kind ?? '')) ? KINDS : [...KINDS, [query.kind, oneLine(query.kind, 40)]];
  const page = value?.events ?? [];
  const events = map === undefined ? page : page.filter(event => isOfItem(event, query.item) && hasText(event, query.text));
  const last = page.at(-1);
  const hasOlder = last !== undefined && last.number > value.oldest;

  return html`<div class="page log">
    <div class="filters" role="search" aria-label="Filter of events">
      <${FilterBox} label="Filter by text" value=${query.text ?? ''} onChange=${text => change({ text: text || undefined })} />
      <select aria-label="Kind of events" value=${query.kind ?? ''} onChange=${event => change({ kind: event.currentTarget.value || undefined })}>
        ${kinds.map(([kind, text]) => html`<option key=${kind} value=${kind}>${text}</option>`)}
      </select>
      ${query.node !== undefined && query.node !== '' &&
      html`<span class="chip">Node <${Text} class="mono" value=${query.node} />
        <button type="button" class="quiet" aria-label="Show the events of all nodes" onClick=${() => change({ node: undefined })}>✕</button></span>`}
      ${map !== undefined &&
      html`<span class="chip">Item <${ItemLink} model=${model} node=${map} items=${query.item} />
        <button type="button" class="quiet" aria-label="Show the events of all items" onClick=${() => change({ item: undefined })}>✕</button></span>`}
      ${running &&
      html`<label class="check"><input type="checkbox" checked=${isFollowing} onChange=${event => (setFollows(event.currentTarget.checked), change({}))} /> Follow the newest</label>`}
    </div>
    ${error && html`<${Note} error=${error} onRetry=${reload} />`}
    ${value !== undefined && value.missed > 0 && html`<p class="faint">The first ${countOf(value.missed, 'event')} of the run are no longer kept.</p>`}
    ${events.length === 0
      ? !error && html`<${Note} isLoading=${isLoading && value === undefined}>No event matches.<//>`
      : html`<ol class="events" reversed aria-label="Events, newest first">
          ${events.map(event => html`<${LogEvent} key=${event.number} event=${event} model=${model} />`)}
        </ol>`}
    <div class="pager">
      ${query.before !== undefined && html`<button type="button" onClick=${() => change({})}>Newest</button>`}
      ${hasOlder && html`<button type="button" data-older onClick=${() => address.change({ before: last.number }, false)}>Older</button>`}
      ${events.length > 0 && html`<span class="faint number">${count(events.at(-1).number)} to ${count(events[0].number)} of ${count(value.newest)}</span>`}
    </div>
  </div>`;
}

/** Whether an event belongs to an item, or to one in it. @param {any} event @param {string} item */
function isOfItem(event, item) {
  const { items } = parsePath(event.path);
  return items === item || items.startsWith(`${item}.`);
}

/** @param {any} event @param {string | undefined} text */
function hasText(event, text) {
  return !text || `${event.kind}\n${event.path}\n${event.text}`.toLowerCase().includes(text.toLowerCase());
}

/** @param {{ event: any, model: import('./run-model.js').RunModel }} props */
function LogEvent({ event, model }) {
  const tone = Object.hasOwn(TONES, event.kind) ? TONES[event.kind] : 'faint';
  const { node, items } = parsePath(event.path);
  return html`<li data-event=${event.number} data-kind=${event.kind}>
    <time class="number faint" dateTime=${event.time} title=${exactTime(event.time)}>${fineTime(event.time)}</time>
    <span class=${`event-kind tone-${tone}`}>${oneLine(event.kind, 40)}</span>
    <span class="event-path">
      ${node !== '' && html`<a class="mono" href=${linkTo(model.key, 'tree', { node })}><${Text} value=${node} /></a>`}
      ${items !== '' && html`<span class="event-item"><span class="faint">item </span><${ItemLink} model=${model} node=${node} items=${items} /></span>`}
    </span>
    <bdi class="event-text">${oneLine(event.text, 600)}</bdi>
    <${EventValues} event=${event} />
  </li>`;
}
