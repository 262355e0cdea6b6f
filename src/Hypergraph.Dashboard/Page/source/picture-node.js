// The shapes of the picture. They are drawn again only if their row or box changed.
import { Component } from 'preact';
import { html } from './html.js';
import { count } from './numbers.js';
import { doneOfTotal } from './row-text.js';
import { lookOf, wordOf } from './states.js';

export class PictureNode extends Component {
  shouldComponentUpdate(next) {
    return next.node !== this.props.node || !isSame(next.row, this.props.row) || next.isSelected !== this.props.isSelected;
  }

  render({ node, row, isGroup, isSelected }) {
    const look = row ? lookOf(row.state) : { sign: '', tone: 'none' };
    const { x, y, width, height } = node;
    const middle = width / 2;
    const mapped = node.isMapped ? ' ×n' : '';
    return html`<g class=${`shape kind-${node.kind} fill-${look.tone} ${isGroup ? 'is-group' : ''} ${isSelected ? 'is-selected' : ''}`}
      transform=${`translate(${x},${y})`} data-node=${node.path} data-state=${row?.state}>
      <title>${`${node.title}${row ? `: ${wordOf(row.state)}, ${doneOfTotal(row)}` : ''}`}</title>
      ${node.isMapped && !isGroup && html`<rect class="outline behind" x="4" y="4" width=${width} height=${height} rx="6" />`}
      <${Outline} kind=${isGroup ? 'function' : node.kind} width=${width} height=${height} />
      ${node.isGraph && !isGroup && html`<rect class="inner" x="3" y="3" width=${width - 6} height=${height - 6} rx="4" />`}
      ${isGroup
        ? html`<text class="name" x="12" y="19">${node.name}${mapped}<tspan class="state-text" dx="8">${textOf(row, look)}</tspan></text>`
        : html`<text class="name" x=${middle} y=${height / 2 - 3} text-anchor="middle">${node.name}${mapped}</text>
            <text class="state-text" x=${middle} y=${height / 2 + 14} text-anchor="middle">${textOf(row, look)}</text>`}
      ${node.isGraph &&
      html`<g class="toggle" data-toggle=${node.path} transform=${`translate(${width - 20},${isGroup ? 6 : height / 2 - 8})`}>
        <title>${isGroup ? 'Collapse' : 'Expand'}</title><rect width="16" height="16" rx="3" /><path d=${isGroup ? 'M4 8 H12' : 'M4 8 H12 M8 4 V12'} /></g>`}
    </g>`;
  }
}

/** @param {any} row @param {{ sign: string }} look */
function textOf(row, look) {
  if (!row) {
    return '';
  }

  const failed = row.failed > 0 && row.total > 1 ? ` · ${count(row.failed)} ✗` : '';
  const counts = row.total > 1 || row.icon === 'map' ? `${doneOfTotal(row)}${failed}` : wordOf(row.state);
  return `${look.sign} ${counts}`;
}

/** Rows made of other rows are new each time. */
function isSame(a, b) {
  return a === b || Boolean(a?.isSum && b?.isSum && a.state === b.state && a.done === b.done && a.total === b.total && a.failed === b.failed);
}

/** A box, a diamond for gates, a hexagon for interrupts. @param {{ kind: string, width: number, height: number }} props */
function Outline({ kind, width: w, height: h }) {
  if (kind === 'ifElse' || kind === 'route') {
    return html`<polygon class="outline" points=${`0,${h / 2} ${w / 2},0 ${w},${h / 2} ${w / 2},${h}`} />`;
  }

  if (kind === 'interrupt') {
    return html`<polygon class="outline" points=${`0,${h / 2} 16,0 ${w - 16},0 ${w},${h / 2} ${w - 16},${h} 16,${h}`} />`;
  }

  return html`<rect class="outline" width=${w} height=${h} rx="6" />`;
}

export class PictureEdge extends Component {
  shouldComponentUpdate(next) {
    return next.edge !== this.props.edge || next.isNear !== this.props.isNear;
  }

  render({ edge, isNear }) {
    const label = edge.labelAt;
    return html`<g class=${`edge ${edge.isBranch ? 'is-branch' : ''} ${edge.isBack ? 'is-back' : ''} ${isNear ? 'is-near' : ''}`}>
      <path d=${pathOf(edge.points)} marker-end=${`url(#${isNear ? 'arrow-near' : 'arrow'})`} />
      ${label && html`<text x=${label.x} y=${label.y} text-anchor="middle" dominant-baseline="central">${edge.label}</text>`}
    </g>`;
  }
}

/** A smooth line through points. @param {{ x: number, y: number }[]} points */
function pathOf(points) {
  if (points.length === 0) {
    return '';
  }

  const at = ({ x, y }) => `${Math.round(x)},${Math.round(y)}`;
  let path = `M${at(points[0])}`;
  for (let i = 1; i < points.length - 1; i++) {
    const next = i === points.length - 2 ? points[i + 1] : { x: (points[i].x + points[i + 1].x) / 2, y: (points[i].y + points[i + 1].y) / 2 };
    path += ` Q${at(points[i])} ${at(next)}`;
  }

  return points.length <= 2 ? `${path} L${at(points.at(-1))}` : path;
}
