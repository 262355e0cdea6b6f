// The failures of a run, grouped by their cause.
import { html } from './html.js';
import { count, countOf } from './numbers.js';
import { ItemLink } from './item-link.js';
import { Lines, Note, Text, Time } from './parts.js';
import { isWithin } from './paths.js';
import { useResource } from './resource.js';
import { address, linkTo } from './route.js';
import { isLive } from './states.js';
import { oneLine } from './text.js';

/** @param {{ model: import('./run-model.js').RunModel, query: Record<string, string> }} props */
export function FailuresView({ model, query }) {
  const every = isLive(model.summary.status) ? 2000 : undefined;
  const { value, error, isLoading, reload } = useResource(`runs/${model.key}/failures`, { every, again: model.summary.status });
  if (value === undefined) {
    return html`<div class="page"><${Note} error=${error} isLoading=${isLoading} onRetry=${reload} /></div>`;
  }

  const groups = query.node === undefined ? value.groups : value.groups.filter(group => isWithin(group.node, query.node));
  const shown = groups.reduce((sum, group) => sum + group.count, 0);
  // Failures whose cause is in none of the groups. Nothing is known of them but their number.
  const omitted = Math.max(0, value.total - value.groups.reduce((sum, group) => sum + group.count, 0));
  const causes = `${countOf(groups.length, 'cause')}${omitted > 0 ? ' shown' : ''}`;
  return html`<div class="page failures">
    <div class="filters">
      <span role="status" data-failures=${value.total}>${value.total === 0 ? 'No failure.' : `${countOf(query.node === undefined ? value.total : shown, 'failure')}, ${causes}`}</span>
      ${query.node !== undefined &&
      html`<span class="chip">Node <${Text} class="mono" value=${query.node} />
        <button type="button" class="quiet" aria-label="Show the failures of all nodes" onClick=${() => address.change({ node: undefined })}>✕</button></span>`}
    </div>
    ${error && html`<${Note} error=${error} onRetry=${reload} />`}
    ${query.node !== undefined && groups.length === 0 && html`<p class="note">No failure of this node.</p>`}
    ${groups.map((group, at) => html`<${Group} key=${`${group.node}\n${group.type}\n${group.message}`} group=${group} model=${model} isOpen=${at < 3} />`)}
    ${omitted > 0 && html`<p class="faint" data-omitted=${omitted}>${countOf(omitted, 'more failure')} of other causes not shown. The event log has all of them.</p>`}
  </div>`;
}

/** @param {{ group: any, model: import('./run-model.js').RunModel, isOpen: boolean }} props */
function Group({ group, model, isOpen }) {
  const shortType = oneLine(group.type, 200).replace(/^.*\./, '');
  // The heading has room for a short message only.
  const isLong = group.message.length > 160 || /[\r\n]/.test(group.message);
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
    ${isLong && html`<${Lines} class="message" value=${group.message} label="Message" />`}
    ${group.samples.map((sample, at) => html`<${Sample} key=${at} sample=${sample} group=${group} model=${model} />`)}
    ${group.count > group.samples.length && html`<p class="faint">${countOf(group.count - group.samples.length, 'more failure')} of this cause not shown.</p>`}
  </details>`;
}

/** @param {{ sample: any, group: any, model: import('./run-model.js').RunModel }} props */
function Sample({ sample, group, model }) {
  return html`<article class="sample" aria-label=${`Failure at ${oneLine(sample.path || group.node, 80)}`}>
    <p class="sample-place">
      ${!sample.items && html`<${Text} class="mono" value=${sample.path || group.node} />`}
      ${sample.items &&
      html`<span>item <${ItemLink} model=${model} node=${group.node} items=${sample.items} /></span>`}
      ${sample.label && html`<${Text} value=${sample.label} />`}
      <span class="faint"><${Time} value=${sample.time} /></span>
    </p>
    ${sample.message !== group.message && html`<${Lines} class="message" value=${sample.message} label="Message" />`}
    ${sample.stack && html`<details class="stack"><summary>Stack</summary><${Lines} value=${sample.stack} label="Stack" /></details>`}
  </article>`;
}
