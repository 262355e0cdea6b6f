// One row of the tree. It is drawn again only if the row itself was replaced.
import { Component } from 'preact';
import { Bar } from './bar.js';
import { html } from './html.js';
import { clock, rate } from './numbers.js';
import { Elapsed } from './parts.js';
import { doneOfTotal, iconOf, remarksOf } from './row-text.js';
import { isOpen, lookOf, wordOf } from './states.js';
import { oneLine } from './text.js';

export class TreeRow extends Component {
  shouldComponentUpdate(next) {
    const { props } = this;
    return (
      next.row !== props.row || next.top !== props.top || next.isSelected !== props.isSelected || next.isCurrent !== props.isCurrent ||
      next.position !== props.position || next.size !== props.size || next.index !== props.index
    );
  }

  render({ row, index, top, position, size, isSelected, isCurrent }) {
    const look = lookOf(row.state);
    const open = isOpen(row.state);
    const label = oneLine(row.label, 200);
    const remarks = remarksOf(row);
    const item = row.item === undefined || row.item === null ? '' : oneLine(row.item, 80);
    return html`<div
      id=${`row-${index}`} role="treeitem" class=${`row ${isSelected ? 'is-selected' : ''} ${isCurrent ? 'is-current' : ''} ${open ? '' : 'is-closed'}`}
      aria-level=${row.level + 1} aria-setsize=${size} aria-posinset=${position} aria-selected=${String(isSelected)} style=${{ transform: `translateY(${top}px)` }}
      data-row=${index} data-path=${row.path} data-level=${row.level} data-icon=${row.icon} data-label=${row.label} data-done=${row.done} data-total=${row.total}
      data-state=${row.state} data-failed=${row.failed} data-restored=${row.restored}>
      <span class="row-label" style=${{ paddingInlineStart: `calc(var(--indent) * ${Math.min(row.level, 12)})` }}>
        <span class=${`sign tone-${look.tone}`} aria-hidden="true">${look.sign}</span>
        <span class="icon" aria-hidden="true">${iconOf(row.icon)}</span>
        <bdi class="text" title=${label}>${label}</bdi>
        ${row.isInLoop && html`<span class="faint" title="In a loop">↻<span class="unseen"> in a loop</span></span>`}
      </span>
      <span class="row-bar"><${Bar} done=${row.done} total=${row.total} failed=${row.failed} running=${open ? row.running : 0} tone=${look.tone}
        isUnknown=${open && row.isTotalGrowing} isFull=${row.state === 'done'} /></span>
      <span class="row-counts number">${doneOfTotal(row)}</span>
      <span class=${`row-state tone-${look.tone}`}>${wordOf(row.state)}</span>
      <span class="row-remarks" title=${remarks.map(([text]) => text).join(', ')}>${remarks.map(([text, tone], at) => html`<span key=${at} class=${`tone-${tone}`}>${text}</span>`)}</span>
      <span class="row-elapsed number faint"><${Elapsed} started=${row.started} ended=${row.ended} elapsed=${open ? undefined : row.elapsed} isOpen=${open} /></span>
      <span class="row-remaining number">${open && row.remaining !== undefined && row.remaining !== null ? `${clock(row.remaining)} left` : ''}</span>
      <span class="row-rate number faint">${row.rate ? rate(row.rate) : ''}</span>
      <span class="row-item faint">${item && html`<bdi class="text" title=${item}>${item}</bdi>`}</span>
    </div>`;
  }
}
