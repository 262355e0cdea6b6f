// A run in the store: its open questions, what is stored, and the runs it comes from.
import { useState } from 'preact/hooks';
import { info, post } from './api.js';
import { answerOf } from './answer.js';
import { useChanges } from './changes.js';
import { html } from './html.js';
import { readable, textOfJson } from './json-text.js';
import { countOf } from './numbers.js';
import { Elapsed, Lines, Note, State, Text, Time } from './parts.js';
import { useResource } from './resource.js';
import { linkTo } from './route.js';
import { isLive } from './states.js';
import { oneLine } from './text.js';

/** @param {{ model: import('./run-model.js').RunModel }} props */
export function QuestionsView({ model }) {
  const { value: abilities } = useChanges(info);
  const { value, error, isLoading, reload } = useResource(`runs/${model.key}/stored`, { again: `${model.summary.status} ${model.summary.questions} ${model.summary.ended} ${model.structure}` });
  if (value === undefined) {
    return html`<div class="page"><${Note} error=${error} isLoading=${isLoading} onRetry=${reload}>The store does not have this run.<//></div>`;
  }

  const { questions = [], executions = [], lineage = [], calls = [] } = value;
  return html`<div class="page questions">
    <section aria-labelledby="questions-title">
      <h2 id="questions-title">Open questions</h2>
      ${error && html`<${Note} error=${error} onRetry=${reload} />`}
      ${questions.length === 0 && html`<p class="note">No open question.</p>`}
      ${questions.map(question => html`<${Question} key=${question.key} question=${question} model=${model} canAnswer=${abilities.canAnswer} onAnswered=${reload} />`)}
      ${value.hasMoreQuestions && html`<p class="faint">There are more questions. They are listed when these are answered.</p>`}
      ${questions.length > 0 && !abilities.canAnswer &&
      html`<p class="faint">This page may not answer. In a terminal: <code>hypergraph runs answer</code>.</p>`}
    </section>
    ${lineage.length > 0 &&
    html`<section aria-labelledby="lineage-title">
      <h2 id="lineage-title">Lineage</h2>
      <ol class="lineage">
        ${lineage.map(
          run => html`<li key=${run.key} class=${`is-${run.relation}`} data-relation=${run.relation}>
            ${run.relation === 'self'
              ? html`<span aria-current="true"><${Text} class="strong" value=${run.workflow} /></span>`
              : html`<a href=${linkTo(run.key, run.key.startsWith('stored:') ? 'questions' : 'tree')}><${Text} value=${run.workflow} /></a>`}
            <${State} state=${run.status} /><span class="faint">${run.relation === 'self' ? 'this run' : oneLine(run.relation, 20)}</span>
          </li>`,
        )}
      </ol>
      ${value.isLineagePartial && html`<p class="faint">There may be more forks.</p>`}
    </section>`}
    ${calls.length > 0 &&
    html`<section aria-labelledby="calls-title">
      <h2 id="calls-title">Calls</h2>
      <ol class="lineage">
        ${calls.map(
          call => html`<li key=${call.key} class=${call.key === model.key ? 'is-self' : ''} data-call=${call.key}>
            ${call.key === model.key ? html`<span aria-current="true"><${Time} value=${call.started} /></span>` : html`<a href=${linkTo(call.key, 'tree')}><${Time} value=${call.started} /></a>`}
            <${State} state=${call.status} />
            <span class="faint number"><${Elapsed} started=${call.started} ended=${call.ended} isOpen=${isLive(call.status)} /></span>
            ${call.isResumed && html`<span class="tone-good">↺ ${countOf(call.restored, 'execution')} restored</span>`}
          </li>`,
        )}
      </ol>
    </section>`}
    <section aria-labelledby="executions-title">
      <h2 id="executions-title">Stored executions</h2>
      ${value.notRead && html`<p class="note tone-held" data-not-read>${oneLine(value.notRead, 1000)}</p>`}
      ${executions.length === 0 && !value.notRead && html`<p class="note">Nothing is stored yet.</p>`}
      ${executions.length > 0 &&
      html`<div class="table-frame" tabindex="0" role="region" aria-label="Table of executions"><table>
        <caption class="unseen">Stored executions</caption>
        <thead><tr><th scope="col">Execution</th><th scope="col">Stored</th><th scope="col">Values</th></tr></thead>
        <tbody>${executions.map(
          execution => html`<tr key=${execution.key}>
            <td class="mono"><${Text} value=${execution.key} /></td>
            <td><${State} state=${execution.kind} /></td>
            <td class="item-text">${execution.error && html`<${Text} class="tone-bad" value=${execution.error} />`}
              ${execution.values && Object.entries(execution.values).map(([name, json]) => html`<div key=${name}><${Text} class="faint" value=${name} />${': '}<${Text} class="mono" value=${readable(json)} /></div>`)}</td>
          </tr>`,
        )}</tbody>
      </table></div>`}
      ${value.retried > 0 && html`<p class="faint">Retries have removed ${countOf(value.retried, 'execution')}, which run again.</p>`}
      ${value.omitted > 0 && html`<p class="faint">${countOf(value.omitted, 'more execution')} not shown.</p>`}
    </section>
  </div>`;
}

/** @param {{ question: any, model: import('./run-model.js').RunModel, canAnswer: boolean, onAnswered: () => void }} props */
function Question({ question, model, canAnswer, onAnswered }) {
  return html`<article class="question" data-question=${question.key} aria-label=${`Question of ${oneLine(question.node, 80)}`}>
    <p><span aria-hidden="true">‖ </span><${Text} class="strong" value=${question.node} />
      ${question.items && html` <span class="faint">item ${oneLine(question.items, 60)}</span>`}
      <span class="faint"> asks for </span><${Text} class="mono" value=${question.answer} /><span class="faint"> of type </span><${Text} class="mono" value=${question.type} /></p>
    ${question.question !== undefined && question.question !== null && html`<${Lines} value=${textOfJson(question.question)} label="Question" />`}
    ${canAnswer && html`<${AnswerForm} question=${question} model=${model} onAnswered=${onAnswered} />`}
  </article>`;
}

/** @param {{ question: any, model: import('./run-model.js').RunModel, onAnswered: () => void }} props */
function AnswerForm({ question, model, onAnswered }) {
  const [text, setText] = useState('');
  const [error, setError] = useState();
  const [state, setState] = useState('open');
  const answer = answerOf(text);

  async function send(event) {
    event.preventDefault();
    setState('sending');
    setError(undefined);
    try {
      await post(`runs/${model.key}/answer`, { key: question.key, value: answer.value });
      setState('sent');
    } catch (failure) {
      setError(failure);
      setState('open');
    }

    // Also after a refusal: another page may have answered.
    model.reload();
    onAnswered();
  }

  if (state === 'sent') {
    return html`<p class="tone-good" role="status">✓ The answer is stored. Resume the run to use it.</p>`;
  }

  return html`<form class="answer" onSubmit=${send}>
    <label>Answer
      <textarea rows="2" value=${text} spellcheck=${false} maxlength="1000000" onInput=${event => setText(event.currentTarget.value)}
        onKeyDown=${event => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim() !== '' && send(event)}></textarea></label>
    <div class="buttons">
      <span class="faint" role="status">${text.trim() === '' ? 'JSON, or plain text' : `Sent as ${answer.kind}`}</span>
      <button type="submit" class="primary" disabled=${state === 'sending' || text.trim() === ''}>Answer</button>
    </div>
    ${error && html`<${Note} error=${error} />`}
  </form>`;
}
