// The texts of a row, in the words of the terminal.
import { count, countOf } from './numbers.js';
import { isOpen } from './states.js';

/** The icons of the terminal. */
const ICONS = { node: '📦', map: '🗺️', nested: '🌳' };

/** @param {string} icon */
export function iconOf(icon) {
  return Object.hasOwn(ICONS, icon) ? ICONS[icon] : '•';
}

/** `3/5`; `3/…` while the total grows, `3/?` if it is not known, `3/~5` if it is an estimate. @param {any} row */
export function doneOfTotal(row) {
  if (row.isTotalGrowing && isOpen(row.state)) {
    return `${count(row.done)}/…`;
  }

  if (row.isTotalAssumed && (isOpen(row.state) || row.notStarted > 0)) {
    return `${count(row.done)}/?`;
  }

  return `${count(row.done)}/${row.isTotalEstimated ? '~' : ''}${count(row.total)}`;
}

/** What bar, counts and state do not show, as `[text, tone]`. @param {any} row @returns {[string, string][]} */
export function remarksOf(row) {
  /** @type {[string, string][]} */
  const remarks = [];
  const add = (number, text, tone) => number > 0 && remarks.push([text(number), tone]);
  add(row.failed, number => `${count(number)} failed`, 'bad');
  if (!isOpen(row.state)) {
    add(row.notStarted, number => `${row.isTotalEstimated ? '~' : ''}${count(number)} not started`, 'held');
  }

  add(row.paused, number => `${count(number)} paused`, 'held');
  add(row.stopped, number => `${count(number)} stopped`, 'held');
  if (row.state !== 'cached') {
    add(row.cached, number => `${count(number)} cached`, 'faint');
  }

  add(row.restored, number => `↺ ${count(number)} restored`, 'good');
  add(row.retries, number => countOf(number, 'retry', 'retries'), 'held');
  return remarks;
}
