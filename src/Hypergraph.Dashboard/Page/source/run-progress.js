// How much of a run is done: one number with its unit, the same in the list, in the header and in the first row of a map.
import { Bar } from './bar.js';
import { html } from './html.js';
import { count } from './numbers.js';
import { doneOfTotal } from './row-text.js';
import { lookOf } from './states.js';

/**
 * @param {any} summary
 * @param {any[]} [rows]
 * @returns {{ done: number, total: number, failed: number, text: string, isGrowing?: boolean }}
 */
export function progressOf(summary, rows) {
  if (!summary.isMap) {
    // A failed item of a mapped node is no failed node, so only rows have the number of these.
    const failed = (rows ?? []).filter(row => row.icon !== 'map' && row.state === 'failed').length;
    return { done: summary.done, total: summary.total, failed: Math.min(failed, summary.done), text: `${count(summary.done)}/${count(summary.total)} ${noun(summary.total, 'node')}` };
  }

  const row = rows?.[0];
  return row === undefined
    ? { done: summary.done, total: summary.total, failed: Math.min(summary.failed, summary.done), text: `${count(summary.done)}/${count(summary.total)} ${noun(summary.total, 'item')}` }
    : { done: row.done, total: row.total, failed: row.failed, text: `${doneOfTotal(row)} ${noun(row.total, 'item')}`, isGrowing: row.isTotalGrowing };
}

/** @param {{ summary: any, rows?: any[] }} props */
export function RunProgress({ summary, rows }) {
  const { done, total, failed, text, isGrowing } = progressOf(summary, rows);
  return html`<${Bar} done=${done} total=${total} failed=${failed} tone=${lookOf(summary.status).tone} isFull=${summary.status === 'completed'}
      isUnknown=${isGrowing && summary.status === 'running'} />
    <span class="number" data-progress>${text}</span>`;
}

/** @param {number} total @param {string} one */
function noun(total, one) {
  return total === 1 ? one : `${one}s`;
}
