// The tree of rows, as in the terminal.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Details } from './details.js';
import { html } from './html.js';
import { useSize } from './size.js';
import { count } from './numbers.js';
import { FilterBox, Segments } from './parts.js';
import { address, linkTo } from './route.js';
import { matchingRows } from './row-filter.js';
import { TreeRow } from './tree-row.js';

/** Up to so many rows are all in the document. */
const VIRTUAL_ABOVE = 300;

/** Rows above and below the visible ones. */
const OVERSCAN = 8;

/** Below this width a row has two lines, as in the style sheet. */
const NARROW_BELOW = 620;
const LARGE_FROM = 1700;
const HUGE_FROM = 3200;

/** @param {{ model: import('./run-model.js').RunModel, query: Record<string, string> }} props */
export function TreeView({ model, query }) {
  const { rows, places } = model;
  const scroller = useRef(null);
  const size = useSize(scroller);
  const height = size.width < NARROW_BELOW ? 50 : size.width < LARGE_FROM ? 30 : innerWidth < HUGE_FROM ? 34 : 44;
  const countsWidth = useMemo(() => rows.reduce((width, row) => Math.max(width, 2 * count(row.total).length + 1), 5), [model.structure]);
  const [top, setTop] = useState(0);
  const [active, setActive] = useState(-1);

  // With a filter for states the rows that match change with every message.
  const isFiltered = Boolean(query.q || query.show);
  const shown = useMemo(
    () => (isFiltered ? matchingRows(rows, query.q, query.show) : undefined),
    [rows, query.q, query.show, query.show ? model.version : 0],
  );
  const length = shown?.length ?? rows.length;
  const rowAt = position => (shown === undefined ? position : shown[position]);

  const selected = useMemo(() => {
    const chosen = active >= 0 && rows[active]?.path === query.node ? active : model.indexOf(query.node);
    return chosen;
  }, [query.node, rows, active, model.structure]);
  const current = active >= 0 && active < rows.length ? active : selected;

  useEffect(() => {
    if (selected >= 0) {
      reveal(positionOf(selected), true);
    }
  }, [selected, size.height, height]);

  const isVirtual = length > VIRTUAL_ABOVE;
  const first = isVirtual ? Math.max(0, Math.floor(top / height) - OVERSCAN) : 0;
  const last = isVirtual ? Math.min(length, Math.ceil((top + (size.height || 800)) / height) + OVERSCAN) : length;

  const items = [];
  for (let position = first; position < last; position++) {
    const index = rowAt(position);
    const row = rows[index];
    if (row !== undefined) {
      items.push(html`<${TreeRow}
        key=${index} row=${row} index=${index} top=${position * height}
        position=${places.position[index]} size=${places.size[index]}
        isSelected=${index === selected} isCurrent=${index === current} />`);
    }
  }

  return html`<div class="beside">
    <div class="tree-side">
      <div class="filters" role="search" aria-label="Filter of rows">
        <${FilterBox} label="Filter rows" value=${query.q ?? ''} onChange=${q => address.change({ q: q || undefined })} />
        <${Segments} label="Rows" value=${query.show ?? 'all'} options=${[['all', 'All'], ['running', 'Running'], ['failed', 'Failed']]}
          onChange=${show => address.change({ show: show === 'all' ? undefined : show })} />
        <span class="faint" role="status">${isFiltered ? `${count(length)} of ${count(rows.length)} rows` : `${count(rows.length)} rows`}</span>
      </div>
      <div class="tree" role="tree" aria-label="Rows of the run" tabindex="0" ref=${scroller} data-rows=${rows.length}
        style=${{ '--row': `${height}px`, '--counts': `${countsWidth + 1}ch` }}
        aria-activedescendant=${current >= 0 && items.some(item => item.props.index === current) ? `row-${current}` : undefined}
        onScroll=${event => isVirtual && setTop(event.currentTarget.scrollTop)} onKeyDown=${onKey} onClick=${onClick}
        onFocus=${() => current < 0 && length > 0 && setActive(rowAt(0))}>
        ${length === 0
          ? html`<div role="treeitem" aria-level="1" aria-setsize="1" aria-posinset="1" class="note">${rows.length === 0 ? 'No row yet.' : 'No row matches the filter.'}</div>`
          : html`<div class="tree-space" role="none" style=${{ height: `${length * height}px` }}>${items}</div>`}
      </div>
    </div>
    ${selected >= 0 && html`<${Details} model=${model} row=${rows[selected]} onClose=${close} />`}
  </div>`;

  function positionOf(index) {
    return shown === undefined ? index : shown.indexOf(index);
  }

  /** Scrolls so that a row is visible. */
  function reveal(position, centres) {
    const element = scroller.current;
    if (position < 0 || element === null || element.clientHeight === 0) {
      return;
    }

    const start = position * height;
    if (start < element.scrollTop || start + height > element.scrollTop + element.clientHeight) {
      element.scrollTop = centres ? start - element.clientHeight / 2 : start < element.scrollTop ? start : start + height - element.clientHeight;
      setTop(element.scrollTop);
    }
  }

  function close() {
    address.change({ node: undefined, item: undefined });
    scroller.current?.focus({ preventScroll: true });
  }

  function select(index) {
    setActive(index);
    address.change({ node: rows[index].path, item: undefined });
  }

  function onClick(event) {
    const element = event.target.closest('[data-row]');
    if (element) {
      select(Number(element.dataset.row));
    }
  }

  function moveTo(position) {
    const to = Math.max(0, Math.min(length - 1, position));
    setActive(rowAt(to));
    reveal(to, false);
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || length === 0) {
      return;
    }

    const position = Math.max(0, positionOf(current));
    const page = Math.max(1, Math.floor(size.height / height) - 1);
    const moves = { ArrowDown: position + 1, ArrowUp: position - 1, Home: 0, End: length - 1, PageDown: position + page, PageUp: position - page };
    if (Object.hasOwn(moves, event.key)) {
      moveTo(current < 0 ? 0 : moves[event.key]);
    } else if (event.key === 'ArrowLeft' && current >= 0) {
      const parent = positionOf(places.parent[current]);
      if (parent >= 0) {
        moveTo(parent);
      }
    } else if (event.key === 'ArrowRight' && current >= 0) {
      if (places.parent[rowAt(position + 1)] === current) {
        moveTo(position + 1);
      }
    } else if (event.key === 'Enter' && current >= 0) {
      const row = rows[current];
      if (row.icon === 'map') {
        address.go(linkTo(model.key, 'items', { row: row.path, node: row.path }));
      } else {
        select(current);
      }
    } else if (event.key === ' ' && current >= 0) {
      select(current);
    } else if (event.key === 'Escape' && query.node !== undefined) {
      close();
    } else {
      return;
    }

    event.preventDefault();
  }
}
