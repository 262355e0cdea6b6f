// The button that stops a live run, after a question.
import { useState } from 'preact/hooks';
import { post } from './api.js';
import { html } from './html.js';
import { Dialog, Note } from './parts.js';
import { oneLine } from './text.js';

/** @param {{ summary: any }} props */
export function StopButton({ summary }) {
  const [isAsking, setIsAsking] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  return html`
    <button type="button" class="danger" disabled=${isAsked} onClick=${() => setIsAsking(true)}>${isAsked ? 'Stopping…' : 'Stop'}</button>
    ${isAsking && html`<${StopDialog} summary=${summary} onClose=${() => setIsAsking(false)} onStop=${() => setIsAsked(true)} />`}`;
}

/** @param {{ summary: any, onClose: () => void, onStop: () => void }} props */
function StopDialog({ summary, onClose, onStop }) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState();
  const [isSending, setIsSending] = useState(false);

  async function stop(event) {
    event.preventDefault();
    setIsSending(true);
    try {
      await post(`runs/${summary.key}/stop`, reason ? { reason } : {});
      onStop();
      onClose();
    } catch (failure) {
      setError(failure);
      setIsSending(false);
    }
  }

  return html`<${Dialog} title="Stop the run?" onClose=${onClose}>
    <form onSubmit=${stop}>
      <p>No further node of <bdi>${oneLine(summary.graph, 80)}</bdi> will begin. Nodes in flight may end.</p>
      <label>Reason (optional)
        <input type="text" value=${reason} maxlength="500" onInput=${event => setReason(event.currentTarget.value)} /></label>
      ${error && html`<${Note} error=${error} />`}
      <div class="buttons">
        <button type="button" onClick=${onClose}>Keep it running</button>
        <button type="submit" class="danger" disabled=${isSending}>Stop the run</button>
      </div>
    </form>
  <//>`;
}
