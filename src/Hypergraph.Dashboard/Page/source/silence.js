// Says that a log has had no event for a while: whether its run still runs cannot be known then.
import { html } from './html.js';
import { Time } from './parts.js';
import { isLive } from './states.js';
import { useTicks } from './ticks.js';
import { serverNow, toMilliseconds } from './times.js';

/** A log without an event for so many milliseconds is said to be silent. */
const SILENT_AFTER = 30_000;

/** @param {{ summary: any }} props */
export function Silence({ summary }) {
  const last = toMilliseconds(summary.lastEvent);
  return summary.source === 'log' && isLive(summary.status) && last !== undefined ? html`<${SilenceSince} time=${summary.lastEvent} last=${last} />` : null;
}

/** @param {{ time: string, last: number }} props */
function SilenceSince({ time, last }) {
  useTicks();
  return serverNow() - last < SILENT_AFTER ? null : html`<span class="tone-held" data-silent>no event since <${Time} value=${time} /></span>`;
}
