// The states of rows, items and runs: their sign, word and colour. Unknown words are shown as they are.
import { oneLine } from './text.js';

/** @typedef {{ sign: string, tone: 'active' | 'good' | 'bad' | 'held' | 'faint' | 'partial' }} StateLook */

/** @type {Record<string, StateLook>} */
const LOOKS = {
  pending: { sign: '·', tone: 'faint' },
  waiting: { sign: '·', tone: 'faint' },
  notStarted: { sign: '·', tone: 'faint' },
  running: { sign: '▶', tone: 'active' },
  retrying: { sign: '↻', tone: 'held' },
  done: { sign: '✓', tone: 'good' },
  completed: { sign: '✓', tone: 'good' },
  cached: { sign: '≡', tone: 'good' },
  restored: { sign: '↺', tone: 'good' },
  failed: { sign: '✗', tone: 'bad' },
  partial: { sign: '!', tone: 'partial' },
  paused: { sign: '‖', tone: 'held' },
  question: { sign: '?', tone: 'held' },
  stopped: { sign: '■', tone: 'held' },
  interrupted: { sign: '■', tone: 'held' },
  unknown: { sign: '?', tone: 'held' },
  skipped: { sign: '-', tone: 'faint' },
};

/** @type {StateLook} */
const OTHER = { sign: '•', tone: 'faint' };

/** @param {string | undefined} state @returns {StateLook} */
export function lookOf(state) {
  return state !== undefined && Object.hasOwn(LOOKS, state) ? LOOKS[state] : OTHER;
}

/** Returns the word for a state. @param {string | undefined} state */
export function wordOf(state) {
  return state === 'notStarted' ? 'not started' : oneLine(state ?? '', 40);
}

/** Whether more is expected of a row in this state. @param {string} state */
export function isOpen(state) {
  return state === 'pending' || state === 'waiting' || state === 'running' || state === 'retrying';
}

/** Whether a run with this status has not ended. @param {string} status */
export function isLive(status) {
  return status === 'running' || status === 'waiting';
}
