// The failures of a run, grouped by their cause.
import { html } from './html.js';
import { count, countOf } from './numbers.js';
import { Lines, Note, Text, Time } from './parts.js';
import { useResource } from './resource.js';
import { address, linkTo } from './route.js';
import { isLive } from './states.js';
import { oneLine } from './text.js';

/** @param {{ model: import('./run-model.js').RunModel, query: Record<string, string> }} props */
export function FailuresView({ model, query }) {
  const every = isLive(model.summary.status) ? 2000 : undefined;
  const { value, error, isLoading } = useResource(`runs/${model.key}/failures`, { every, again: model.summary.status });
  if (value === undefined) {
    return html`<div class="page"><${Note} error=${error} isLoading=${isLoading} /></div>`;
  }

  const groups = query.node === undefined ? value.groups : value.groups.filter(group => group.node === query.node);
  return html`<div class="page failures">
    <div class="filters">
      <span role="status">${value.total === 0 ? 'No failure.' : `${countOf(value.total, 'failure')}, ${countOf(value.groups.length + (value.omittedGroups ?? 0), 'cause')}`}</span>
      ${query.node !== undefined &&
      html`<span class="chip">Node <${Text} class="mono" value=${query.node} />
        <button type="button" class="quiet" aria-label="Show the failures of all nodes" onClick=${() => address.change({ node: undefined })}>✕</button></span>`}
    </div>
    ${error && html`<${Note} error=${error} />`}
    ${query.node !== undefined && groups.length === 0 && html`<p class="note">No failure of this node.</p>`}
    ${groups.map((group, at) => html`<${Group} key=${`${group.node}\n${group.type}\n${group.message}`} group=${group} model=${model} isOpen=${at < 3} />`)}
    ${value.omittedGroups > 0 && html`<p class="faint">${countOf(value.omittedGroups, 'rarer cause')} not shown. The log has all of them.</p>`}
  </div>`;
}

/** @param {{ group: any, model: import('./run-model.js').RunModel, isOpen: boolean }} props */
function Group({ group, model, isOpen }) {
  const shortType = oneLine(group.type, 200).replace(/^.*\./, '');
  return html`<details class="failure" open=${isOpen} data-failure=${group.node} data-count=${group.count}>
    <summary>
      <span class="badge is-bad number">${count(group.count)}</span>
      <span class="failure-title">
        <span><bdi class="strong" title=${oneLine(group.type, 400)}>${shortType}</bdi> <span class="faint">in <${Text} class="mono" value=${group.node} /></span></span>
        <${Text} class="failure-message" value=${group.message} max=${600} />
      </span>
    </summary>
    <p class="links">
      <a href=${linkTo(model.key, 'tree', { node: group.node })}>Tree</a>
      <a href=${linkTo(model.key, 'picture', { node: group.node })}>Picture</a>
      <a href=${linkTo(model.key, 'log', { node: group.node, kind: 'nodeError' })}>Log</a>
    </p>
    ${group.samples.map((sample, at) => html`<${Sample} key=${at} sample=${sample} group=${group} model=${model} />`)}
    ${group.count > group.samples.length && html`<p class="faint">${countOf(group.count - group.samples.length, 'more failure')} like these.</p>`}
  </details>`;
}

/** @param {{ sample: any, group: any, model: import('./run-model.js').RunModel }} props */
function Sample({ sample, group, model }) {
  const map = sample.items ? mapAround(sample.path, model.rows) : undefined;
  return html`<article class="sample" aria-label=${`Failure at ${oneLine(sample.path, 80)}`}>
    <p class="sample-place">
      <${Text} class="mono" value=${sample.path || group.node} />
      ${sample.items &&
      html`<span>item ${map === undefined
        ? html`<span class="mono">${oneLine(sample.items, 60)}</span>`
        : html`<a class="mono" href=${linkTo(model.key, 'items', { row: map, order: 'index', item: sample.items })}>${oneLine(sample.items, 60)}</a>`}</span>`}
      ${sample.label && html`<${Text} value=${sample.label} />`}
      <span class="faint"><${Time} value=${sample.time} /></span>
    </p>
    <${Lines} class="message" value=${sample.message} label="Message" />
    ${sample.stack && html`<details class="stack"><summary>Stack</summary><${Lines} value=${sample.stack} label="Stack" /></details>`}
  </article>`;
}

/** The path of the innermost map that a node is in. @param {string} path @param {any[]} rows */
function mapAround(path, rows) {
  return rows
    .filter(row => row.icon === 'map' && (row.path === '' || path === row.path || path.startsWith(`${row.path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0]?.path;
}
