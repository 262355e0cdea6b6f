// Small pieces that all views use.
import { useEffect, useRef } from 'preact/hooks';
import { html } from './html.js';
import { duration, clock } from './numbers.js';
import { lookOf, wordOf } from './states.js';
import { manyLines, oneLine } from './text.js';
import { useTicks } from './ticks.js';
import { exactTime, serverNow, shortTime, toMilliseconds } from './times.js';

/**
 * A foreign text on one line, isolated from the direction of the texts around it, cut by the style sheet where it has no room.
 * @param {{ value: unknown, class?: string, max?: number }} props
 */
export function Text({ value, class: name = '', max }) {
  const text = oneLine(value, max);
  return html`<bdi class=${`text ${name}`} title=${text.length > 20 ? oneLine(value, 1000) : undefined}>${text}</bdi>`;
}

/** A foreign text of several lines, as a message or a stack. @param {{ value: unknown, class?: string, label?: string }} props */
export function Lines({ value, class: name = '', label }) {
  return html`<pre class=${`lines ${name}`} tabindex="0" role="group" aria-label=${label ?? 'Text'}><bdi>${manyLines(value)}</bdi></pre>`;
}

/** A state by sign, word and colour. @param {{ state: string, class?: string }} props */
export function State({ state, class: name = '' }) {
  const look = lookOf(state);
  return html`<span class=${`state tone-${look.tone} ${name}`}><span class="sign" aria-hidden="true">${look.sign}</span>${wordOf(state)}</span>`;
}

/** A point in time. @param {{ value?: string, class?: string }} props */
export function Time({ value, class: name = '' }) {
  return value ? html`<time class=${name} dateTime=${value} title=${exactTime(value)}>${shortTime(value)}</time>` : null;
}

/** The time since a start, which grows until there is an end. @param {{ started?: string, ended?: string, isOpen: boolean, elapsed?: number }} props */
export function Elapsed({ started, ended, isOpen, elapsed }) {
  const start = toMilliseconds(started);
  const end = toMilliseconds(ended);
  if (elapsed !== undefined && elapsed !== null) {
    return html`<span>${duration(elapsed)}</span>`;
  }

  if (start === undefined) {
    return null;
  }

  if (end !== undefined) {
    return html`<span>${duration(end - start)}</span>`;
  }

  return isOpen ? html`<${Running} start=${start} />` : null;
}

/** @param {{ start: number }} props */
function Running({ start }) {
  useTicks();
  return html`<span class="ticking">${clock(serverNow() - start)}</span>`;
}

/** What a view says when it has nothing to show. @param {{ error?: Error, isLoading?: boolean, onRetry?: () => void, children?: any }} props */
export function Note({ error, isLoading, onRetry, children }) {
  if (error) {
    return html`<div class="note problem" role="alert"><p class="tone-bad">${oneLine(error.message, 1000)}</p>
      ${onRetry && html`<button type="button" data-retry onClick=${onRetry}>Retry</button>`}</div>`;
  }

  return html`<p class="note" role="status">${isLoading ? 'Loading…' : children}</p>`;
}

/**
 * A choice of one among few.
 * @param {{ label: string, value: string, options: [string, string][], onChange: (value: string) => void }} props
 */
export function Segments({ label, value, options, onChange }) {
  return html`<div class="segments" role="group" aria-label=${label}>
    ${options.map(
      ([option, text]) => html`<button type="button" key=${option} aria-pressed=${String(option === value)} onClick=${() => onChange(option)}>${text}</button>`,
    )}
  </div>`;
}

/**
 * A box for a filter's text. It waits for a pause in typing.
 * @param {{ label: string, value: string, onChange: (value: string) => void, id?: string }} props
 */
export function FilterBox({ label, value, onChange, id }) {
  const timer = useRef();
  const box = useRef();
  useEffect(() => {
    if (box.current !== document.activeElement) {
      box.current.value = value;
    }
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return html`<input
    class="filter" type="search" ref=${box} id=${id} data-filter aria-label=${label} placeholder=${label} defaultValue=${value} maxlength="500"
    autocomplete="off" spellcheck=${false}
    onInput=${event => {
      const text = event.currentTarget.value;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => onChange(text), 150);
    }} />`;
}

/**
 * A dialog that is open as long as it is drawn.
 * @param {{ title: string, onClose: () => void, children: any }} props
 */
export function Dialog({ title, onClose, children }) {
  const dialog = useRef();
  useEffect(() => {
    dialog.current.showModal();
  }, []);
  return html`<dialog ref=${dialog} aria-label=${title} onClose=${onClose} onClick=${event => event.target === dialog.current && dialog.current.close()}>
    <div class="dialog-body">
      <header><h2>${title}</h2><button type="button" class="quiet" aria-label="Close" onClick=${() => dialog.current.close()}>✕</button></header>
      ${children}
    </div>
  </dialog>`;
}
