// What ran when: the chart, and the critical path as a table.
import { CriticalPath } from './critical-path.js';
import { html } from './html.js';
import { countOf } from './numbers.js';
import { Note } from './parts.js';
import { useResource } from './resource.js';
import { isLive } from './states.js';
import { TimelineChart } from './timeline-chart.js';

/** @param {{ model: import('./run-model.js').RunModel, query: Record<string, string> }} props */
export function TimelineView({ model, query }) {
  const every = isLive(model.summary.status) ? 2000 : undefined;
  const { value, error, isLoading, reload } = useResource(`runs/${model.key}/timeline`, { every, again: model.summary.status });
  if (value === undefined) {
    return html`<div class="page"><${Note} error=${error} isLoading=${isLoading} onRetry=${reload}>Nothing has run yet.<//></div>`;
  }

  return html`<div class="page timeline">
    ${error && html`<${Note} error=${error} onRetry=${reload} />`}
    <${TimelineChart} timeline=${value} selected=${query.node} />
    ${value.omitted > 0 && html`<p class="faint">${countOf(value.omitted, 'span')} not drawn.</p>`}
    <${CriticalPath} timeline=${value} model=${model} />
  </div>`;
}
