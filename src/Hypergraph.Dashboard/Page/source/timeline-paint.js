// Draws the timeline on its canvas: only what is visible, and of spans in the same pixels only the first.
import { duration } from './numbers.js';
import { lookOf } from './states.js';
import { oneLine } from './text.js';

const HEADER = 24;

/** At most so many spans are drawn at a time. */
const MAX_DRAWN = 20_000;

const TONES = ['active', 'good', 'bad', 'held', 'faint', 'partial'];

/** @param {HTMLCanvasElement} canvas @param {any} scene */
export function paintTimeline(canvas, scene) {
  const { width, height, labels, scale, left, top, lanes, length, selected } = scene;
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
  c.font = '12px system-ui, sans-serif';
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

function paintSpans(c, scene, lane, y, colors, x, drawn) {
  const { width, labels, scale, left, length } = scene;
  const right = left + (width - labels) / scale;
  /** The last pixel that is drawn on each track. */
  const filled = [];
  for (const span of lane.spans) {
    const end = span.end ?? length;
    if (end < left || span.start > right || drawn > MAX_DRAWN) {
      continue;
    }

    const from = Math.max(labels, x(span.start));
    const to = Math.max(from + 1.5, Math.min(width, x(end)));
    if (to <= filled[span.track] && !span.critical && span.state !== 'failed') {
      continue;
    }

    filled[span.track] = to;
    drawn++;
    const at = y + 3 + span.track * lane.trackHeight;
    const h = Math.max(2, lane.trackHeight - 1.5);
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

    if (span.critical) {
      c.strokeStyle = colors.critical;
      c.lineWidth = 2;
      c.strokeRect(from + 1, at, Math.max(1, to - from - 2), h);
      if (span.critical.waited > 0) {
        const since = Math.max(labels, x(span.start - span.critical.waited));
        c.setLineDash([3, 3]);
        c.beginPath();
        c.moveTo(since, at + h / 2);
        c.lineTo(from, at + h / 2);
        c.stroke();
        c.setLineDash([]);
      }
    }
  }

  return drawn;
}

/** Failures are told from the rest without colours too. */
function paintStripes(c, x, y, width, height, color) {
  if (width < 5) {
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

function paintScale(c, { width, height, labels, scale, left }, colors, x) {
  const step = stepOf(90 / scale);
  c.font = '11px system-ui, sans-serif';
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
export function spanAt({ lanes, labels, scale, left, top, length }, px, py) {
  if (px < labels || py < HEADER) {
    return undefined;
  }

  const y = py - HEADER + top;
  const lane = lanes.lanes.find(candidate => y >= candidate.top && y < candidate.top + candidate.height);
  const time = left + (px - labels) / scale;
  const slack = 2 / scale;
  const track = lane && Math.floor((y - lane.top - 3) / lane.trackHeight);
  return lane?.spans.find(span => span.track === track && span.start - slack <= time && (span.end ?? length) + slack >= time);
}
