// Draws the timeline on its canvas: only what is visible, and of spans in the same pixels only the first.
import { duration } from './numbers.js';
import { lookOf } from './states.js';
import { oneLine } from './text.js';

const HEADER = 24;

/** At most so many spans are drawn at a time. */
const MAX_DRAWN = 20_000;

/** However short a failed span is, it has so many pixels. */
const FAILED_WIDTH = 4;

const CRITICAL_HEIGHT = 2;

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

const TONES = ['active', 'good', 'bad', 'held', 'faint', 'partial'];

/** @param {HTMLCanvasElement} canvas @param {any} scene */
export function paintTimeline(canvas, scene) {
  const { width, height, labels, top, lanes, selected, left, scale, unit } = scene;
  const ratio = Math.min(3, devicePixelRatio || 1);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const c = canvas.getContext('2d');
  c.scale(ratio, ratio);
  const colors = colorsOf(canvas);
  const x = time => labels + (time - left) * scale;

  paintScale(c, scene, colors, x);
  c.save();
  c.beginPath();
  c.rect(0, HEADER, width, height - HEADER);
  c.clip();
  c.font = `${12 * unit}px ${FONT}`;
  c.textBaseline = 'middle';
  let drawn = 0;
  for (const lane of lanes.lanes) {
    const y = HEADER + lane.top - top;
    if (y + lane.height < HEADER || y > height) {
      continue;
    }

    if (lane.path === selected) {
      c.fillStyle = colors.selected;
      c.fillRect(0, y, width, lane.height);
    }

    c.fillStyle = colors.line;
    c.fillRect(0, y + lane.height - 1, width, 1);
    drawn = paintSpans(c, scene, lane, y, colors, x, drawn);
    c.fillStyle = lane.path === selected ? colors.selected : colors.surface;
    c.fillRect(0, y, labels - 1, lane.height - 1);
    c.fillStyle = colors.text;
    c.fillText(fitText(c, oneLine(lane.path, 120), labels - 14), 6, y + lane.height / 2);
  }

  c.restore();
  c.fillStyle = colors.line;
  c.fillRect(labels - 1, 0, 1, height);
}

/**
 * Draws the spans of a lane in three layers: the spans, the critical path below its spans, and the failed spans, which nothing covers.
 * Of spans in the same pixels the first is drawn.
 */
function paintSpans(c, scene, lane, y, colors, x, drawn) {
  const { width, labels, scale, left, length, unit } = scene;
  const right = left + (width - labels) / scale;
  const visible = lane.spans.filter(span => (span.end ?? length) >= left && span.start <= right);
  const isFailed = span => lookOf(span.state).tone === 'bad';
  const others = paintLayer(visible.filter(span => !isFailed(span)), 1.5, drawn);
  for (const span of visible) {
    if (span.critical) {
      paintCritical(c, scene, lane, y, colors, x, span);
    }
  }

  // Failures have a number of their own: no other spans leave them without room.
  paintLayer(visible.filter(isFailed), FAILED_WIDTH * unit, 0);
  return others;

  function paintLayer(spans, least, count) {
    /** The last pixel that is drawn on each track. */
    const filled = [];
    for (const span of spans) {
      const from = Math.min(Math.max(labels, x(span.start)), width - least);
      const to = Math.max(from + least, Math.min(width, x(span.end ?? length)));
      if (to <= filled[span.track] || count > MAX_DRAWN) {
        continue;
      }

      filled[span.track] = to;
      count++;
      const { at, h } = placeOf(lane, span, y, unit);
      const { tone } = lookOf(span.state);
      c.fillStyle = colors[tone];
      c.fillRect(from, at, to - from, h);
      if (tone === 'bad' || tone === 'partial') {
        paintStripes(c, from, at, to - from, h, colors.surface);
      }

      if (span.end === undefined || span.end === null) {
        c.fillStyle = colors.text;
        c.fillRect(to - 2, at, 2, h);
      }
    }

    return count;
  }
}

/** The room of a span on its track. Below it is that of the line of the critical path. */
function placeOf(lane, span, y, unit) {
  return { at: y + 3 + span.track * lane.trackHeight, h: Math.max(2, lane.trackHeight - (CRITICAL_HEIGHT + 1.5) * unit) };
}

function paintCritical(c, { width, labels, length, unit }, lane, y, colors, x, span) {
  const { at, h } = placeOf(lane, span, y, unit);
  const thickness = CRITICAL_HEIGHT * unit;
  const line = at + h + 0.5 * unit;
  const from = Math.min(Math.max(labels, x(span.start)), width - 2);
  c.fillStyle = colors.critical;
  c.fillRect(from, line, Math.max(2, Math.min(width, x(span.end ?? length)) - from), thickness);
  if (span.critical.waited > 0) {
    c.strokeStyle = colors.critical;
    c.lineWidth = thickness;
    c.setLineDash([3, 3]);
    c.beginPath();
    c.moveTo(Math.max(labels, x(span.start - span.critical.waited)), line + thickness / 2);
    c.lineTo(from, line + thickness / 2);
    c.stroke();
    c.setLineDash([]);
  }
}

/** Stripes distinguish failures without colours too. */
function paintStripes(c, x, y, width, height, color) {
  if (width < 8) {
    return;
  }

  c.save();
  c.beginPath();
  c.rect(x, y, width, height);
  c.clip();
  c.strokeStyle = color;
  c.lineWidth = 1.2;
  c.beginPath();
  for (let at = x - height; at < x + width; at += 6) {
    c.moveTo(at, y + height);
    c.lineTo(at + height, y);
  }

  c.stroke();
  c.restore();
}

function paintScale(c, { width, height, scale, left, unit }, colors, x) {
  const step = stepOf((90 * unit) / scale);
  c.font = `${11 * unit}px ${FONT}`;
  c.textBaseline = 'middle';
  for (let time = Math.ceil(left / step) * step; x(time) < width; time += step) {
    const at = Math.round(x(time));
    c.fillStyle = colors.line;
    c.fillRect(at, 0, 1, height);
    const text = time === 0 ? '0' : tickText(time, step);
    if (at + 4 + c.measureText(text).width < width) {
      c.fillStyle = colors.faint;
      c.fillText(text, at + 4, HEADER / 2);
    }
  }

  c.fillStyle = colors.line;
  c.fillRect(0, HEADER - 1, width, 1);
}

function tickText(time, step) {
  return step < 1 ? `${time.toFixed(2)} ms` : step < 100 && time >= 1000 ? `${(time / 1000).toFixed(3)} s` : duration(time + 0.001);
}

/** A round number of milliseconds, at least this long. */
function stepOf(least) {
  for (const step of [0.05, 0.1, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000, 3_600_000, 21_600_000]) {
    if (step >= least) {
      return step;
    }
  }

  return Math.ceil(least / 86_400_000) * 86_400_000;
}

/** Paths differ at their ends, so that their beginnings are left out. */
function fitText(c, text, width) {
  if (c.measureText(text).width <= width) {
    return text;
  }

  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (c.measureText('…' + text.slice(middle)).width > width) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }

  return '…' + text.slice(low);
}

/** The colours of the present theme, which only the style sheet knows. */
function colorsOf(canvas) {
  const probe = document.createElement('span');
  canvas.parentElement.append(probe);
  const read = name => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const colors = Object.fromEntries(['text', 'line', 'surface', 'selected', 'critical'].map(name => [name, read(name)]));
  for (const tone of TONES) {
    colors[tone] = read(tone);
  }

  probe.remove();
  return colors;
}

/** The span at a point of the canvas, with its path. @param {any} scene */
export function spanAt({ lanes, labels, scale, left, top, length, unit }, px, py) {
  if (px < labels || py < HEADER) {
    return undefined;
  }

  const y = py - HEADER + top;
  const lane = lanes.lanes.find(candidate => y >= candidate.top && y < candidate.top + candidate.height);
  const time = left + (px - labels) / scale;
  const track = lane && Math.floor((y - lane.top - 3) / lane.trackHeight);
  const isAt = (span, slack) => span.track === track && span.start - slack / scale <= time && (span.end ?? length) + slack / scale >= time;
  return lane?.spans.find(span => lookOf(span.state).tone === 'bad' && isAt(span, FAILED_WIDTH * unit)) ?? lane?.spans.find(span => isAt(span, 2));
}
