// The lines between boxes.

/**
 * Moves the ends of a line from the box around a diamond to the diamond itself.
 * @param {{ x: number, y: number }[]} points
 * @param {any} from
 * @param {any} to
 */
export function clipLine(points, from, to) {
  if (points.length < 2) {
    return points;
  }

  const line = [...points];
  line[0] = clipEnd(from, line[0], line[1]);
  line[line.length - 1] = clipEnd(to, line[line.length - 1], line[line.length - 2]);
  return line;
}

function clipEnd(box, end, before) {
  if (box.inner || (box.kind !== 'ifElse' && box.kind !== 'route')) {
    return end;
  }

  const center = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const dx = before.x - center.x;
  const dy = before.y - center.y;
  const part = Math.abs(dx) / (box.width / 2) + Math.abs(dy) / (box.height / 2);
  return part > 1 ? { x: center.x + dx / part, y: center.y + dy / part } : end;
}

/** A line from a box to itself, at its right. @param {any} box */
export function loopAt(box) {
  const y = box.y + box.height / 2;
  const right = box.x + box.width;
  const isGate = box.kind === 'ifElse' || box.kind === 'route';
  const edge = isGate ? right - (8 * box.width) / box.height : right;
  return [{ x: edge, y: y - 8 }, { x: right + 22, y: y - 20 }, { x: right + 22, y: y + 20 }, { x: edge, y: y + 8 }];
}

/** A straight line between two boxes. @param {any} from @param {any} to @param {string} direction */
export function straightLine(from, to, direction) {
  const isDown = direction === 'TB';
  const start = isDown ? { x: from.x + from.width / 2, y: from.y + from.height } : { x: from.x + from.width, y: from.y + from.height / 2 };
  const end = isDown ? { x: to.x + to.width / 2, y: to.y } : { x: to.x, y: to.y + to.height / 2 };
  return clipLine([start, end], from, to);
}
