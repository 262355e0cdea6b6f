// The picture of the graph with the states of its rows.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Details } from './details.js';
import { useGradually } from './gradually.js';
import { html } from './html.js';
import { isForPage } from './keys.js';
import { useLayout } from './layout.js';
import { useSize } from './size.js';
import { count } from './numbers.js';
import { FilterBox, Note, Text } from './parts.js';
import { PictureEdge, PictureNode } from './picture-node.js';
import { useResource } from './resource.js';
import { address } from './route.js';
import { oneLine } from './text.js';
import { graphsOf, sceneOf, sizeOf } from './scene.js';
import { rowsOfNodes } from './node-rows.js';
import { View } from './zoom.js';

/** Graphs with more nodes are shown collapsed at first. */
const COLLAPSED_ABOVE = 150;

/** @param {{ model: import('./run-model.js').RunModel, query: Record<string, string> }} props */
export function PictureView({ model, query }) {
  const { value, error, isLoading, reload } = useResource(`runs/${model.key}/graph`, { again: model.structure });
  // After a reconnect the graph mostly is the same, and need not be laid out again.
  const text = useMemo(() => value && JSON.stringify(value), [value]);
  const graph = useMemo(() => value, [text]);
  if (graph === undefined) {
    return html`<div class="page"><${Note} error=${error} isLoading=${isLoading} onRetry=${reload}>There is no picture.<//></div>`;
  }

  return html`<${Picture} graph=${graph} model=${model} query=${query} />`;
}

/** @param {{ graph: any, model: import('./run-model.js').RunModel, query: Record<string, string> }} props */
function Picture({ graph, model, query }) {
  const all = useMemo(() => sizeOf(graph), [graph]);
  const graphs = useMemo(() => graphsOf(graph), [graph]);
  const [expanded, setExpanded] = useState(() => initial(graphs, all, query.node));
  const [direction, setDirection] = useState('TB');
  const rowsOf = useMemo(() => rowsOfNodes(model.rows), [model.structure, model.rows]);
  const scene = useMemo(() => sceneOf(graph, expanded, node => rowsOf.of(node, model.rows)), [graph, expanded]);
  const { layout, isBusy, error } = useLayout(scene, direction);
  const svg = useRef(null);
  const frame = useRef(null);
  const size = useSize(frame);
  const view = useMemo(() => new View(), []);

  useEffect(() => view.attach(frame.current, svg.current), [view]);
  useEffect(() => {
    if (layout && size.width > 0) {
      view.fit(layout, size);
      const node = [...layout.nodes, ...layout.groups].find(candidate => candidate.path === query.node);
      if (node && !view.isLegible) {
        view.reveal(node, size);
      }
    }
  }, [layout, size.width > 0, size.height > 0]);

  const selectedRow = rowsOf.find(query.node, model.rows);
  const shown = useGradually(layout);
  const isReady = !isBusy && shown >= (layout?.nodes.length ?? 0);
  const isExpandable = graphs.length > 0;

  return html`<div class="beside">
    <div class="picture-side">
      <div class="filters">
        <${FilterBox} label="Find a node" value="" onChange=${find} />
        <div class="segments" role="group" aria-label="Zoom">
          <button type="button" aria-label="Larger" title="Larger (+)" onClick=${() => view.zoom(1.3)}>+</button>
          <button type="button" aria-label="Smaller" title="Smaller (-)" onClick=${() => view.zoom(1 / 1.3)}>−</button>
          <button type="button" data-fit title="All (0)" onClick=${() => view.fit(layout, size)}>Fit</button>
        </div>
        <button type="button" aria-label=${direction === 'TB' ? 'Draw from left to right' : 'Draw from top to bottom'} title="Direction" onClick=${() => setDirection(direction === 'TB' ? 'LR' : 'TB')}>
          <span aria-hidden="true">${direction === 'TB' ? '→' : '↓'}</span></button>
        ${isExpandable &&
        html`<div class="segments" role="group" aria-label="Nested graphs">
          <button type="button" onClick=${() => setExpanded(new Set(graphs))}>Expand all</button>
          <button type="button" onClick=${() => setExpanded(new Set())}>Collapse all</button>
        </div>`}
        <span class="faint" role="status" data-layout=${isReady ? 'done' : 'busy'}>${!isReady ? `Laying out ${count(scene.size)} nodes…` : `${count(all)} nodes`}</span>
      </div>
      <div class="picture" ref=${frame} tabindex="0" role="application" aria-roledescription="picture"
        aria-label="Picture of the graph. The tree shows the same as text. Arrow keys move it, plus and minus zoom, brackets go from node to node."
        onKeyDown=${onKey} onClick=${onClick}>
        ${error && html`<${Note} error=${error} />`}
        <svg ref=${svg} class=${layout?.edges.length > 300 ? 'is-dense' : undefined} width=${Math.ceil(layout?.width ?? 1)} height=${Math.ceil(layout?.height ?? 1)} aria-hidden="true" focusable="false">
          <defs>
            ${['arrow', 'arrow-near'].map(id => html`<marker key=${id} id=${id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0 L8 4 L0 8 Z" /></marker>`)}
          </defs>
          <g>
            ${layout?.groups.map(group => html`<${PictureNode} key=${`g${group.path}`} node=${group} row=${rowsOf.of(group, model.rows)} isGroup isSelected=${group.path === query.node} />`)}
            ${layout?.edges.slice(0, 2 * shown).map((edge, at) => html`<${PictureEdge} key=${at} edge=${edge} isNear=${query.node !== undefined && (edge.from === query.node || edge.to === query.node)} />`)}
            ${layout?.nodes.slice(0, shown).map(node => html`<${PictureNode} key=${node.path} node=${node} row=${rowsOf.of(node, model.rows)} isSelected=${node.path === query.node} />`)}
          </g>
        </svg>
      </div>
      <p class="unseen" role="status">${query.node !== undefined && `Selected: ${oneLine(query.node, 200)}`}</p>
    </div>
    ${query.node !== undefined && selectedRow && html`<${Details} model=${model} row=${selectedRow} onClose=${() => select(undefined)} />`}
    ${query.node !== undefined && !selectedRow && html`<aside class="details" aria-label="Details of the selected node"><header><h2><${Text} value=${query.node} /></h2>
      <button type="button" class="quiet" aria-label="Close the details" onClick=${() => select(undefined)}>✕</button></header><p class="faint">No row of this run belongs to it alone.</p></aside>`}
  </div>`;

  function select(path) {
    address.change({ node: path, item: undefined });
  }

  function toggle(path) {
    const next = new Set(expanded);
    if (!next.delete(path)) {
      next.add(path);
    }

    setExpanded(next);
  }

  function find(text) {
    const wanted = text.toLowerCase();
    const found = wanted && layout ? [...layout.nodes, ...layout.groups].find(node => node.path.toLowerCase().includes(wanted)) : undefined;
    if (found) {
      select(found.path);
      view.reveal(found, size);
    }
  }

  function onClick(event) {
    if (view.wasDragged) {
      return;
    }

    const toggled = event.target.closest('[data-toggle]');
    const element = event.target.closest('[data-node]');
    if (toggled) {
      toggle(toggled.dataset.toggle);
    } else if (element) {
      select(element.dataset.node);
    }
  }

  function onKey(event) {
    if (!isForPage(event)) {
      return;
    }

    const step = 60;
    const keys = {
      '+': () => view.zoom(1.3), '=': () => view.zoom(1.3), '-': () => view.zoom(1 / 1.3), 0: () => view.fit(layout, size),
      ArrowLeft: () => view.move(step, 0), ArrowRight: () => view.move(-step, 0), ArrowUp: () => view.move(0, step), ArrowDown: () => view.move(0, -step),
      ']': () => selectNext(1), '[': () => selectNext(-1),
      Enter: () => graphs.includes(query.node) && toggle(query.node),
      Escape: () => select(undefined),
    };
    if (Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  }

  function selectNext(by) {
    const nodes = layout ? [...layout.groups, ...layout.nodes].sort((a, b) => a.order - b.order) : [];
    const at = nodes.findIndex(node => node.path === query.node);
    const next = nodes[at < 0 ? 0 : (at + by + nodes.length) % nodes.length];
    if (next) {
      select(next.path);
      view.reveal(next, size);
    }
  }
}

/** The graphs that are expanded at first: all of a small picture; of a large one those around the selected node. */
function initial(graphs, all, node) {
  return new Set(all <= COLLAPSED_ABOVE ? graphs : graphs.filter(path => node?.startsWith(`${path}/`)));
}
