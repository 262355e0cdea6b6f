// What is known about the selected row, beside the tree or the picture.
import { html } from './html.js';
import { clock, count, rate } from './numbers.js';
import { Elapsed, Lines, State, Text, Time } from './parts.js';
import { linkTo } from './route.js';
import { doneOfTotal, iconOf, remarksOf } from './row-text.js';
import { isOpen } from './states.js';
import { LatestValues } from './values.js';

/** @param {{ model: import('./run-model.js').RunModel, row: any, onClose: () => void, children?: any }} props */
export function Details({ model, row, onClose, children }) {
  const { key } = model;
  const remarks = remarksOf(row);
  const isMap = row.icon === 'map';
  return html`<aside class="details" aria-label="Details of the selected node" data-details=${row.path}
    onKeyDown=${event => event.key === 'Escape' && onClose()}>
    <header>
      <h2><span aria-hidden="true">${iconOf(row.icon)}</span> <${Text} value=${row.label} /></h2>
      <button type="button" class="quiet" aria-label="Close the details" onClick=${onClose}>✕</button>
    </header>
    <dl class="facts">
      <${Fact} name="State"><${State} state=${row.state} /><//>
      <${Fact} name="Done"><span class="number">${doneOfTotal(row)}</span><//>
      ${row.running > 0 && html`<${Fact} name="Running">${count(row.running)}<//>`}
      ${remarks.length > 0 && html`<${Fact} name="Of these">${remarks.map(([text, tone], at) => html`<span key=${at} class=${`remark tone-${tone}`}>${text}</span>`)}<//>`}
      ${row.started && html`<${Fact} name="Started"><${Time} value=${row.started} /><//>`}
      ${row.ended && html`<${Fact} name="Ended"><${Time} value=${row.ended} /><//>`}
      ${(row.ended || row.elapsed > 0 || (row.started && isOpen(row.state))) &&
      html`<${Fact} name="Time"><${Elapsed} started=${row.started} ended=${row.ended} elapsed=${isOpen(row.state) ? undefined : row.elapsed} isOpen=${isOpen(row.state)} /><//>`}
      ${isOpen(row.state) && row.remaining > 0 && html`<${Fact} name="Remaining">${clock(row.remaining)}<//>`}
      ${row.rate > 0 && html`<${Fact} name="Rate">${rate(row.rate)}<//>`}
      ${row.item && html`<${Fact} name="Item"><${Text} value=${row.item} /><//>`}
      ${row.isInLoop && html`<${Fact} name="Loop">part of a loop<//>`}
      <${Fact} name="Path"><${Text} class="mono" value=${row.path || '(the run itself)'} /><//>
    </dl>
    ${row.failure && html`<h3>First failure</h3><${Lines} class="tone-bad" value=${row.failure} label="First failure" />`}
    <${LatestValues} model=${model} row=${row} />
    ${children}
    <nav class="links" aria-label="More about this node">
      <a href=${linkTo(key, 'tree', { node: row.path })}>Tree</a>
      <a href=${linkTo(key, 'picture', { node: row.path })}>Picture</a>
      <a href=${linkTo(key, 'timeline', { node: row.path })}>Timeline</a>
      <a href=${linkTo(key, 'log', { node: row.path })}>Log</a>
      ${row.failed > 0 && html`<a href=${linkTo(key, 'failures', { node: row.path })}>Failures</a>`}
      ${isMap && html`<a href=${linkTo(key, 'items', { row: row.path, node: row.path })}>Items</a>`}
    </nav>
  </aside>`;
}

/** @param {{ name: string, children: any }} props */
function Fact({ name, children }) {
  return html`<div><dt>${name}</dt><dd>${children}</dd></div>`;
}
