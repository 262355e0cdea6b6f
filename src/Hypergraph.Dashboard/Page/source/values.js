// Values of nodes, which are sent only if the server's options say so.
import { info } from './api.js';
import { useChanges } from './changes.js';
import { html } from './html.js';
import { layOutJson, readable } from './json-text.js';
import { Lines } from './parts.js';
import { parsePath } from './paths.js';
import { useResource } from './resource.js';
import { isOpen } from './states.js';
import { oneLine } from './text.js';

/** The names of the values of events. @type {Record<string, string>} */
const NAMES = { nodeStart: 'Inputs', nodeEnd: 'Outputs', interrupt: 'Question', streamingChunk: 'Chunk' };

/** The values of an event of the log. @param {{ event: any }} props */
export function EventValues({ event }) {
  if (event.values === undefined || event.values === null) {
    return null;
  }

  const name = nameOf(event);
  return html`<details class="values">
    <summary><span class="strong">${name}</span> <bdi class="mono faint">${oneLine(readable(event.values), 160)}</bdi></summary>
    <${Lines} value=${layOutJson(event.values)} label=${name} />
  </details>`;
}

/**
 * The latest inputs and outputs of a node, if the server sends them.
 * @param {{ model: import('./run-model.js').RunModel, row: any }} props
 */
export function LatestValues({ model, row }) {
  const { value: abilities } = useChanges(info);
  const isAsked = Boolean(abilities.includesValues) && row.icon === 'node' && row.path !== '';
  const search = new URLSearchParams({ node: row.path, kind: Object.keys(NAMES).join(','), limit: '100' });
  const { value } = useResource(isAsked ? `runs/${model.key}/events?${search}` : undefined, {
    every: isOpen(row.state) ? 2000 : undefined,
    again: `${row.state} ${row.done}`,
  });
  if (!isAsked || value === undefined) {
    return null;
  }

  const own = value.events.filter(event => event.values !== undefined && event.values !== null && parsePath(event.path).node === row.path);
  return ['nodeStart', 'interrupt', 'nodeEnd'].map(kind => {
    const event = own.find(candidate => candidate.kind === kind);
    const items = event && parsePath(event.path).items;
    return event && html`<section key=${kind} data-values=${kind}>
      <h3>${nameOf(event)}${items && html` <span class="faint">of item ${items}</span>`}</h3>
      <${Lines} value=${layOutJson(event.values)} label=${nameOf(event)} />
    </section>`;
  });
}

/** @param {any} event */
function nameOf(event) {
  return Object.hasOwn(NAMES, event.kind) ? NAMES[event.kind] : 'Values';
}
