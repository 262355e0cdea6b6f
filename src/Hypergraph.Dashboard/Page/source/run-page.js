// One run: its header, the tabs, and one of the views.
import { useEffect, useMemo } from 'preact/hooks';
import { info } from './api.js';
import { useChanges } from './changes.js';
import { connection } from './connection.js';
import { FailuresView } from './failures.js';
import { html } from './html.js';
import { ItemsView } from './items.js';
import { isForPage } from './keys.js';
import { LogView } from './log.js';
import { count, countOf } from './numbers.js';
import { Elapsed, Note, State, Text, Time } from './parts.js';
import { PictureView } from './picture.js';
import { QuestionsView } from './questions.js';
import { address, linkTo } from './route.js';
import { RunModel } from './run-model.js';
import { RunProgress } from './run-progress.js';
import { Silence } from './silence.js';
import { isLive } from './states.js';
import { StopButton } from './stop.js';
import { oneLine } from './text.js';
import { TimelineView } from './timeline.js';
import { TreeView } from './tree.js';

const TABS = [
  ['tree', 'Tree', TreeView],
  ['picture', 'Picture', PictureView],
  ['timeline', 'Timeline', TimelineView],
  ['failures', 'Failures', FailuresView],
  ['log', 'Log', LogView],
  ['items', 'Items', ItemsView],
  ['questions', 'Questions', QuestionsView],
];

/** @param {{ route: import('./route.js').Route }} props */
export function RunPage({ route }) {
  const model = useChanges(useMemo(() => new RunModel(route.key), [route.key]));
  const { value: abilities } = useChanges(info);
  useEffect(() => {
    const close = model.open();
    return () => {
      close();
      connection.set('open');
    };
  }, [model]);

  const { summary } = model;
  useEffect(() => {
    document.title = summary ? `${oneLine(summary.graph, 60)} ${summary.status} · Hypergraph` : 'Hypergraph';
  }, [summary?.graph, summary?.status]);

  const tabs = TABS.filter(([view]) => isOffered(view, model, abilities));
  useEffect(() => {
    const onKey = event => {
      const tab = isForPage(event) ? tabs[Number(event.key) - 1] : undefined;
      if (tab) {
        address.go(linkTo(model.key, tab[0], nodeOnly(address.route.query)));
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  // In a narrow window the tab of the view may be out of sight.
  useEffect(() => {
    const reveal = () => document.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    reveal();
    addEventListener('resize', reveal);
    return () => removeEventListener('resize', reveal);
  }, [route.view, summary !== undefined]);

  if (summary === undefined) {
    return html`<div class="page"><h1>Run</h1><${Note} error=${model.error} isLoading=${!model.isUnknown} onRetry=${() => model.reload()}>The server does not know this run. <a href="#/">All runs</a><//>
      ${model.error && html`<p><a href="#/">All runs</a></p>`}</div>`;
  }

  const shown = model.isStored ? 'questions' : route.view;
  const View = TABS.find(([view]) => view === shown)[2];
  return html`<div class="run-page" data-key=${model.key} data-status=${summary.status}>
    <${Header} model=${model} canStop=${abilities.canStop} />
    <nav class="tabs" aria-label="Views of the run">
      ${tabs.map(
        ([view, text]) => html`<a key=${view} href=${linkTo(model.key, view, nodeOnly(route.query))} aria-current=${view === shown ? 'page' : undefined}>
          ${text}${badgeOf(view, summary)}</a>`,
      )}
    </nav>
    <${View} model=${model} query=${route.query} />
  </div>`;
}

/** The selected node stays the same from view to view; other filters are a view's own. @param {Record<string, string>} query */
function nodeOnly({ node, item }) {
  return { node, item };
}

/** Stored runs have no rows; others are in the store only if they have the name of a workflow. */
function isOffered(view, model, abilities) {
  if (view === 'questions') {
    return model.isStored || Boolean(model.summary?.workflow && abilities.hasStore);
  }

  return !model.isStored && (view !== 'items' || model.rows.some(row => row.icon === 'map'));
}

/** @param {string} view @param {any} summary */
function badgeOf(view, summary) {
  const number = view === 'failures' ? summary.failed : view === 'questions' ? summary.questions : 0;
  return number > 0 ? html` <span class=${`badge ${view === 'failures' ? 'is-bad' : ''}`}>${count(number)}</span>` : null;
}

/** @param {{ model: RunModel, canStop: boolean }} props */
function Header({ model, canStop }) {
  const { summary } = model;
  return html`<div class="run-header">
    <div class="run-title">
      <nav aria-label="Breadcrumb"><a class="up" href="#/"><span class="word">Runs</span></a><span aria-hidden="true"> / </span></nav>
      <h1><${Text} value=${summary.graph} /></h1>
      <${State} state=${summary.status} class="pill" />
      ${summary.callStatus && html`<span class="faint" data-call-status>this call <${State} state=${summary.callStatus} /></span>`}
      ${summary.workflow && html`<${Text} class="faint" value=${summary.workflow} />`}
      ${summary.origin && html`<${Text} class="faint" value=${summary.origin} />`}
      <span class="fill"></span>
      ${canStop && summary.source === 'live' && isLive(summary.status) && html`<${StopButton} summary=${summary} />`}
    </div>
    <div class="run-facts">
      ${summary.source !== 'store' &&
      html`<${RunProgress} summary=${summary} rows=${model.rows} />`}
      ${summary.failed > 0 && html`<span class="tone-bad">${countOf(summary.failed, 'failure')}</span>`}
      ${summary.restored > 0 && html`<span class="tone-good">↺ ${count(summary.restored)} restored</span>`}
      ${summary.questions > 0 && html`<a href=${linkTo(summary.key, 'questions')}>${countOf(summary.questions, 'open question')}</a>`}
      <span class="faint"><span class="word">started </span><${Time} value=${summary.started} /></span>
      <span class="faint number"><${Elapsed} started=${summary.started} ended=${summary.ended} isOpen=${isLive(summary.status)} /></span>
      <${Silence} summary=${summary} />
      ${summary.forkedFrom && html`<span class="faint">forked from <${Text} value=${summary.forkedFrom} /></span>`}
    </div>
    ${model.isUnknown && html`<p class="tone-held" role="status" data-unknown>This run is not known to the server any more. The page shows what was known last. <a href="#/">All runs</a></p>`}
    ${!model.isUnknown && model.error && html`<${Note} error=${model.error} onRetry=${() => model.reload()} />`}
    ${summary.error && html`<p class="run-failure tone-bad"><${Text} value=${summary.error} max=${1000} /></p>`}
  </div>`;
}
