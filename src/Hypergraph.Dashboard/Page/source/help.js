// The keys of the page.
import { html } from './html.js';
import { Dialog, Text } from './parts.js';

const KEYS = [
  ['/', 'Go to the filter'],
  ['?', 'This help'],
  ['1 … 7', 'The views of a run'],
  ['↑ ↓ Home End', 'Tree: from row to row'],
  ['← →', 'Tree: to the row above, or the first below'],
  ['Enter', 'Tree: details of a node, items of a map'],
  ['+ − 0', 'Picture and timeline: larger, smaller, all'],
  ['↑ ↓ ← →', 'Picture and timeline: move'],
  ['[ ]', 'Picture: previous and next node'],
  ['Enter', 'Picture: expand or collapse the selected graph'],
  ['Escape', 'Close the details'],
];

/** @param {{ onClose: () => void, version?: string }} props */
export function Help({ onClose, version }) {
  return html`<${Dialog} title="Keys" onClose=${onClose}>
    <dl class="keys">
      ${KEYS.map(([keys, text]) => html`<div><dt>${keys.split(' ').map(key => (key === '…' ? ' … ' : html`<kbd>${key}</kbd>`))}</dt><dd>${text}</dd></div>`)}
    </dl>
    ${version && html`<p class="faint">Version <${Text} value=${version} /></p>`}
  <//>`;
}
