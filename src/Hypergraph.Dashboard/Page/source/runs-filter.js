// The filters of the list of runs.
import { serverNow, toMilliseconds } from './times.js';

/** All statuses of runs. */
export const STATUSES = ['waiting', 'running', 'interrupted', 'paused', 'completed', 'partial', 'failed', 'stopped'];

const SPANS = { hour: 3_600_000, day: 86_400_000 };

/**
 * @param {any[]} runs
 * @param {{ status?: string, graph?: string, time?: string, q?: string }} filter
 */
export function filterRuns(runs, { status, graph, time, q }) {
  const since = time && Object.hasOwn(SPANS, time) ? serverNow() - SPANS[time] : undefined;
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return runs.filter(
    run =>
      (!status || run.status === status) &&
      (!graph || run.graph === graph) &&
      (since === undefined || isSince(run, since)) &&
      words.every(word => textOf(run).includes(word)),
  );
}

/** Runs that have not ended count as recent. @param {any} run @param {number} since */
function isSince(run, since) {
  return run.status === 'running' || (toMilliseconds(run.ended ?? run.started) ?? 0) >= since;
}

/** @param {any} run */
function textOf(run) {
  return [run.graph, run.workflow, run.run, run.origin, run.error, run.status, run.forkedFrom].filter(Boolean).join('\n').toLowerCase();
}
