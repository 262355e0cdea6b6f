// The bar of a row or run. Numbers beside it say the same, so that it is hidden from screen readers.
import { html } from './html.js';

/**
 * An execution in flight counts half. The failed part is at the end of the filled part.
 * @param {{ done: number, total: number, failed?: number, running?: number, tone: string, isUnknown?: boolean, isFull?: boolean }} props
 */
export function Bar({ done, total, failed = 0, running = 0, tone, isUnknown, isFull }) {
  if (isUnknown) {
    return html`<span class="bar is-unknown" aria-hidden="true"></span>`;
  }

  const all = total > 0 ? total : isFull ? 1 : 0;
  const good = total > 0 ? done - failed : isFull ? 1 : 0;
  const share = number => (all === 0 ? 0 : Math.min(100, (100 * number) / all));
  return html`<span class="bar" aria-hidden="true">
    <span class=${`part tone-${failed > 0 && tone === 'bad' ? 'good' : tone}`} style=${{ width: `${share(good)}%` }}></span>
    ${failed > 0 && html`<span class="part is-failed" style=${{ width: `max(3px, ${share(failed)}%)` }}></span>`}
    ${running > 0 && html`<span class="part is-running" style=${{ width: `${share(running / 2)}%` }}></span>`}
  </span>`;
}
