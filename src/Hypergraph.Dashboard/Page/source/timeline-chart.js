// The chart of the timeline: zoom, movement, selection and hints. The drawing itself is elsewhere.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { html } from './html.js';
import { isForPage } from './keys.js';
import { useSize } from './size.js';
import { countOf, duration } from './numbers.js';
import { Text } from './parts.js';
import { address } from './route.js';
import { wordOf } from './states.js';
import { oneLine } from './text.js';
import { serverNow, toMilliseconds } from './times.js';
import { lanesOf } from './timeline-lanes.js';
import { paintTimeline, spanAt } from './timeline-paint.js';

/** @param {{ timeline: any, selected?: string }} props */
export function TimelineChart({ timeline, selected }) {
  const frame = useRef(null);
  const canvas = useRef(null);
  const size = useSize(frame);
  const length = lengthOf(timeline);
  const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 14;
  const lanes = useMemo(() => lanesOf(timeline, unit), [timeline, unit]);
  const [view, setView] = useState({ zoom: 1, left: 0, top: 0 });
  const [hint, setHint] = useState();
  const [, repaintIn] = useState(0);
  const drag = useRef(undefined);

  const labels = size.width < 600 ? 92 : Math.min(240 * unit, Math.max(140, size.width * 0.16));
  const plot = Math.max(1, size.width - labels);
  const scale = (plot / length) * view.zoom;
  const left = clamp(view.left, 0, Math.max(0, length - length / view.zoom));
  const top = clamp(view.top, 0, Math.max(0, lanes.height - (size.height - 24)));
  const scene = { timeline, lanes, labels, scale, left, top, length, selected, unit, width: size.width, height: size.height };

  useEffect(() => {
    const repaint = () => repaintIn(number => number + 1);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    addEventListener('themechange', repaint);
    dark.addEventListener('change', repaint);
    return () => {
      removeEventListener('themechange', repaint);
      dark.removeEventListener('change', repaint);
    };
  }, []);

  useEffect(() => {
    if (size.width > 0) {
      paintTimeline(canvas.current, scene);
    }
  });

  // A selected lane is scrolled into view.
  useEffect(() => {
    const lane = lanes.lanes.find(candidate => candidate.path === selected);
    if (lane && size.height > 0 && (lane.top < top || lane.top + lane.height > top + size.height - 24)) {
      setView(old => ({ ...old, top: Math.max(0, lane.top - 40) }));
    }
  }, [selected, size.height > 0]);

  const zoom = (factor, x = labels + plot / 2) => {
    const to = clamp(view.zoom * factor, 1, Math.max(1, length * 20));
    const time = left + (x - labels) / scale;
    setView({ ...view, zoom: to, left: time - (x - labels) / ((plot / length) * to), top });
  };
  const move = (dx, dy) => setView({ ...view, left: left - dx / scale, top: top - dy });

  useEffect(() => {
    const element = frame.current;
    const onWheel = event => {
      if (event.ctrlKey || event.shiftKey) {
        event.preventDefault();
        zoom(Math.exp(-(event.deltaY || event.deltaX) * 0.002), event.clientX - element.getBoundingClientRect().left);
      } else if (lanes.height > size.height - 24 || view.zoom > 1) {
        const before = `${left} ${top}`;
        const to = { left: clamp(left + event.deltaX / scale, 0, length - length / view.zoom), top: clamp(top + event.deltaY, 0, Math.max(0, lanes.height - (size.height - 24))) };
        if (`${to.left} ${to.top}` !== before) {
          event.preventDefault();
          setView({ ...view, ...to });
        }
      }
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  });

  const height = Math.min(Math.max(120, lanes.height + 32), Math.max(260, innerHeight - 330));
  return html`<div>
    <div class="filters">
      <div class="segments" role="group" aria-label="Zoom">
        <button type="button" aria-label="Larger" title="Larger (+)" onClick=${() => zoom(1.6)}>+</button>
        <button type="button" aria-label="Smaller" title="Smaller (-)" onClick=${() => zoom(1 / 1.6)}>−</button>
        <button type="button" title="All (0)" onClick=${() => setView({ zoom: 1, left: 0, top: 0 })}>Fit</button>
      </div>
      <ul class="legend" aria-label="Legend">
        <li><span class="swatch tone-active"></span>running</li><li><span class="swatch tone-good"></span>done</li><li><span class="swatch tone-bad is-striped"></span>failed</li>
        <li><span class="swatch tone-held"></span>held</li><li><span class="swatch is-critical"></span>critical path</li><li><span class="swatch is-waiting"></span>waiting</li>
      </ul>
    </div>
    <div class="chart" ref=${frame} tabindex="0" role="application" aria-roledescription="timeline" style=${{ height: `${height}px` }}
      aria-label=${`Timeline of ${countOf(lanes.lanes.length, 'node')} in ${duration(length)}. The table below lists the critical path. Arrow keys move, plus and minus zoom.`}
      data-lanes=${lanes.lanes.length} data-spans=${lanes.spans} onKeyDown=${onKey} onPointerDown=${onDown} onPointerMove=${onMove} onPointerUp=${onUp} onPointerLeave=${() => setHint(undefined)}>
      <canvas ref=${canvas} aria-hidden="true"></canvas>
      ${hint && html`<div class="hint" style=${{ left: `${Math.max(4, Math.min(hint.x + 12, size.width - 260))}px`, top: `${Math.min(hint.y + 14, size.height - 60)}px` }}>
        <${Text} class="strong" value=${hint.path} />${hint.items && html`<span> item ${oneLine(hint.items, 40)}</span>`}<br />
        ${wordOf(hint.state)} ${duration((hint.end ?? length) - hint.start)}, from +${duration(hint.start)}</div>`}
    </div>
  </div>`;

  function pointOf(event) {
    const box = frame.current.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  function onDown(event) {
    if (event.button === 0) {
      drag.current = { ...pointOf(event), isMoved: false };
    }
  }

  function onMove(event) {
    const point = pointOf(event);
    const from = drag.current;
    if (from === undefined) {
      const span = spanAt(scene, point.x, point.y);
      setHint(span && { ...span, ...point });
      return;
    }

    if (from.isMoved || Math.hypot(point.x - from.x, point.y - from.y) > 4) {
      frame.current.setPointerCapture(event.pointerId);
      move(point.x - from.x, point.y - from.y);
      drag.current = { ...point, isMoved: true };
    }
  }

  function onUp(event) {
    const from = drag.current;
    drag.current = undefined;
    if (from && !from.isMoved) {
      const { y } = pointOf(event);
      const lane = y > 24 ? lanes.lanes.find(candidate => y - 24 + top >= candidate.top && y - 24 + top < candidate.top + candidate.height) : undefined;
      address.change({ node: lane && lane.path !== selected ? lane.path : undefined });
    }
  }

  function onKey(event) {
    if (!isForPage(event)) {
      return;
    }

    const keys = {
      '+': () => zoom(1.6), '=': () => zoom(1.6), '-': () => zoom(1 / 1.6), 0: () => setView({ zoom: 1, left: 0, top: 0 }),
      ArrowLeft: () => move(80, 0), ArrowRight: () => move(-80, 0), ArrowUp: () => move(0, 40), ArrowDown: () => move(0, -40),
      Escape: () => address.change({ node: undefined }),
    };
    if (Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  }
}

/** The length of the whole in milliseconds, until now if it is still going on. */
function lengthOf(timeline) {
  const start = toMilliseconds(timeline.start) ?? 0;
  const end = toMilliseconds(timeline.end);
  let last = 1;
  for (const lane of timeline.lanes) {
    for (const span of lane.spans) {
      last = Math.max(last, span.end ?? span.start);
    }
  }

  return Math.max(last, end === undefined ? serverNow() - start : Math.min(end - start, Math.max(last * 1.5, 1000)), 1);
}

function clamp(value, low, high) {
  return Math.max(low, Math.min(high, value));
}
