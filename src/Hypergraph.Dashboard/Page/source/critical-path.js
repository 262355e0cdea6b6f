// The critical path of a run as a table: what decided how long the run took.
import { useState } from 'preact/hooks';
import { html } from './html.js';
import { count, countOf, duration } from './numbers.js';
import { ItemLink } from './item-link.js';
import { Text } from './parts.js';
import { linkTo } from './route.js';

/** So many rows are drawn at first, and so many more at a time. */
const PAGE = 200;

/** @param {{ timeline: any, model: import('./run-model.js').RunModel }} props */
export function CriticalPath({ timeline, model }) {
  const critical = timeline.critical ?? [];
  const [shown, setShown] = useState(PAGE);
  if (critical.length === 0) {
    return null;
  }

  const worked = critical.reduce((sum, span) => sum + Math.max(0, span.end - span.start), 0);
  const waited = critical.reduce((sum, span) => sum + (span.waited ?? 0), 0);
  return html`<section aria-labelledby="critical-title">
    <h2 id="critical-title">Critical path</h2>
    <p class="faint">${countOf(critical.length, 'execution')}: ${duration(worked)} of work${waited > 0 ? `, ${duration(waited)} of waiting` : ''}. ${timeline.omitted === 0 ? 'Only shorter work here makes the run shorter.' : 'It has only the executions that are drawn, which are the first ones.'}</p>
    <div class="table-frame" tabindex="0" role="region" aria-label="Table of the critical path"><table>
      <caption class="unseen">Executions of the critical path, first to last</caption>
      <thead><tr><th scope="col">Node</th><th scope="col">Item</th><th scope="col" class="number">Start</th>${waited > 0 && html`<th scope="col" class="number">Waited</th>`}<th scope="col" class="number">Time</th></tr></thead>
      <tbody>${critical.slice(0, shown).map(
        (span, at) => html`<tr key=${at} data-critical=${span.path}>
          <td><a class="mono" href=${linkTo(model.key, 'tree', { node: span.path })}><${Text} value=${span.path} /></a></td>
          <td>${span.items ? html`<${ItemLink} model=${model} node=${span.path} items=${span.items} />` : ''}</td>
          <td class="number">+${duration(span.start)}</td>
          ${waited > 0 && html`<td class="number">${span.waited > 0 ? duration(span.waited) : ''}</td>`}
          <td class="number">${duration(span.end - span.start)}</td>
        </tr>`,
      )}</tbody>
    </table></div>
    ${critical.length > shown && html`<p><button type="button" onClick=${() => setShown(shown + PAGE)}>Show more</button> <span class="faint">${count(shown)} of ${count(critical.length)}</span></p>`}
  </section>`;
}
