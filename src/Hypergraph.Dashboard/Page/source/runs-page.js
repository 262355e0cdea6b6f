// The list of runs with its filters, which are part of the address.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { address, linkTo } from './route.js';
import { useChanges } from './changes.js';
import { html } from './html.js';
import { count, countOf } from './numbers.js';
import { Elapsed, FilterBox, Note, Segments, State, Text, Time } from './parts.js';
import { RunProgress } from './run-progress.js';
import { RunsModel } from './runs-model.js';
import { filterRuns, STATUSES } from './runs-filter.js';
import { Silence } from './silence.js';
import { isLive, lookOf } from './states.js';
import { oneLine } from './text.js';

/** So many runs are drawn at first. */
const PAGE = 200;

/** @param {{ query: Record<string, string> }} props */
export function RunsPage({ query }) {
  const model = useChanges(useMemo(() => new RunsModel(), []));
  const [shown, setShown] = useState(PAGE);
  useEffect(() => model.open(), [model]);
  useEffect(() => {
    document.title = 'Runs · Hypergraph';
  }, []);

  const all = model.newestFirst();
  const runs = filterRuns(all, query);
  const graphs = [...new Set(all.map(run => run.graph))].sort();
  const change = values => address.change(values);
  return html`<div class="page runs">
    <h1>Runs</h1>
    <div class="filters" role="search" aria-label="Filter of runs">
      <${FilterBox} label="Filter by text" value=${query.q ?? ''} onChange=${q => change({ q: q || undefined })} />
      <select aria-label="Status" value=${query.status ?? ''} onChange=${event => change({ status: event.currentTarget.value || undefined })}>
        <option value="">Any status</option>
        ${STATUSES.map(status => html`<option key=${status} value=${status}>${status}</option>`)}
      </select>
      <select aria-label="Graph" value=${query.graph ?? ''} onChange=${event => change({ graph: event.currentTarget.value || undefined })}>
        <option value="">Any graph</option>
        ${graphs.map(graph => html`<option key=${graph} value=${graph}>${oneLine(graph, 60)}</option>`)}
      </select>
      <${Segments} label="Started" value=${query.time ?? 'all'} options=${[['hour', 'Last hour'], ['day', 'Last day'], ['all', 'All']]}
        onChange=${time => change({ time: time === 'all' ? undefined : time })} />
      <span class="faint" role="status">${runs.length === all.length ? countOf(all.length, 'run') : `${count(runs.length)} of ${countOf(all.length, 'run')}`}</span>
    </div>
    ${model.store?.error && html`<p class="note tone-bad" role="alert" data-store-error>The store cannot be read: ${oneLine(model.store.error, 1000)} It is tried again.</p>`}
    ${model.error && html`<${Note} error=${model.error} onRetry=${() => model.reload()} />`}
    ${runs.length === 0
      ? model.error && !model.isLoaded ? null : html`<${Note} isLoading=${!model.isLoaded}>${all.length === 0 ? 'No run yet. Runs appear here as soon as they begin.' : 'No run matches the filter.'}<//>`
      : html`<ul class="run-list">${runs.slice(0, shown).map(run => html`<${RunItem} key=${run.key} run=${run} />`)}</ul>`}
    ${runs.length > shown && html`<button type="button" onClick=${() => setShown(shown + PAGE)}>Show more</button>`}
    ${model.store?.hasMore && html`<p class="faint" data-store-more>The store has older runs, which are not listed.</p>`}
  </div>`;
}

/** @param {{ run: any }} props */
function RunItem({ run }) {
  const look = lookOf(run.status);
  return html`<li data-run=${run.key} data-status=${run.status} class=${`edge-${look.tone}`}>
    <a href=${linkTo(run.key, run.source === 'store' ? 'questions' : 'tree')}>
      <${State} state=${run.status} />
      <span class="run-name">
        <${Text} class="strong" value=${run.graph} />
        <span class="faint run-origin"><${Origin} run=${run} /></span>
      </span>
      <span class="run-bar">
        ${run.source !== 'store' &&
        html`<${RunProgress} summary=${run} />`}
      </span>
      <span class="run-remarks">
        ${run.failed > 0 && html`<span class="tone-bad">${countOf(run.failed, 'failure')}</span>`}
        ${run.restored > 0 && html`<span class="tone-good">↺ ${count(run.restored)} restored</span>`}
        ${run.questions > 0 && html`<span class="tone-held">${countOf(run.questions, 'question')}</span>`}
        <${Silence} summary=${run} />
        ${run.error && html`<${Text} class="tone-bad run-error" value=${run.error} />`}
      </span>
      <span class="run-times faint"><${Time} value=${run.started} /><span class="number"><${Elapsed} started=${run.started} ended=${run.ended} isOpen=${isLive(run.status)} /></span></span>
    </a>
  </li>`;
}

/** Where a run comes from. @param {{ run: any }} props */
function Origin({ run }) {
  const kind = run.source === 'live' ? 'live' : run.source === 'log' ? 'log' : 'stored';
  return html`<span class="badge">${kind}</span>
    ${run.isMap && html`<span class="badge">map</span>`}
    ${run.workflow && html`<${Text} value=${run.workflow} />`}
    ${run.origin && html`<${Text} value=${run.origin} />`}
    ${!run.workflow && run.run && html`<span class="mono">${oneLine(run.run, 12)}</span>`}`;
}
