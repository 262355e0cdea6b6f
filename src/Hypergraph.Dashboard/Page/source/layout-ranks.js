// A plain layout in ranks, for graphs that the library cannot lay out or that would be too wide.
import { loopAt, straightLine } from './layout-lines.js';

const GAP = 18;
const RANK_GAP = 56;

/**
 * The length of the longest path to each box. In a cycle without a marked edge back the numbers are only bounded.
 * @param {any[]} boxes
 * @param {any[]} edges
 * @returns {Map<string, number>}
 */
export function rankNumbers(boxes, edges) {
  const rank = new Map(boxes.map(box => [box.path, 0]));
  const forward = edges.filter(edge => !edge.isBack && edge.from !== edge.to && rank.has(edge.from) && rank.has(edge.to));
  for (let round = 0, isChanged = true; isChanged && round < boxes.length; round++) {
    isChanged = false;
    for (const { from, to } of forward) {
      if (rank.get(to) <= rank.get(from) && rank.get(from) + 1 < boxes.length) {
        rank.set(to, rank.get(from) + 1);
        isChanged = true;
      }
    }
  }

  return rank;
}

/**
 * @param {any[]} boxes
 * @param {any[]} edges
 * @param {string} direction
 * @param {Map<string, number>} [rank]
 */
export function layoutInRanks(boxes, edges, direction, rank = rankNumbers(boxes, edges)) {
  const ranks = [];
  for (const box of boxes) {
    (ranks[rank.get(box.path)] ??= []).push(box);
  }

  return wrapRanks(ranks.filter(Boolean), edges, direction);
}

/** The boxes of a finished layout by rank, in the order in which they are there. @param {any[]} boxes @param {string} direction */
export function ranksOf(boxes, direction) {
  const [along, size, across] = direction === 'TB' ? ['y', 'height', 'x'] : ['x', 'width', 'y'];
  const ranks = new Map();
  for (const box of boxes) {
    const at = Math.round(box[along] + box[size] / 2);
    ranks.set(at, [...(ranks.get(at) ?? []), box]);
  }

  return [...ranks.entries()].sort((a, b) => a[0] - b[0]).map(([, rank]) => rank.sort((a, b) => a[across] - b[across]));
}

/**
 * Puts the boxes in lines, as many for a rank as it needs to be about as long as the whole is high. If there are many short
 * ranks, the lines continue in further columns.
 * @param {any[][]} ranks
 * @param {any[]} edges
 * @param {string} direction
 */
export function wrapRanks(ranks, edges, direction) {
  const boxes = ranks.flat();
  const [along, alongSize, across, acrossSize] = direction === 'TB' ? ['y', 'height', 'x', 'width'] : ['x', 'width', 'y', 'height'];
  const area = boxes.reduce((sum, box) => sum + (box.width + GAP) * (box.height + GAP), 0);
  const longest = Math.max(400, Math.sqrt(area) * (direction === 'TB' ? 1.5 : 0.8));

  let position = 0;
  let most = 0;
  let least = Infinity;
  for (const rank of ranks) {
    for (const line of linesOf(rank, longest, acrossSize)) {
      let at = (longest - lengthOf(line, acrossSize)) / 2;
      for (const box of line) {
        box[across] = at;
        box[along] = position;
        at += box[acrossSize] + GAP;
        most = Math.max(most, at - GAP);
        least = Math.min(least, box[across]);
      }

      position += Math.max(...line.map(box => box[alongSize])) + GAP;
    }

    position += RANK_GAP - GAP;
  }

  const length = Math.max(0, position - RANK_GAP);
  const width = Math.max(0, most - least);
  const columns = length > 3 * width ? Math.ceil(Math.sqrt(length / (width + RANK_GAP) / 1.5)) : 1;
  const column = Math.ceil(length / columns) + 1;
  let reach = 0;
  for (const box of boxes) {
    const at = Math.floor(box[along] / column);
    box[across] += at * (width + RANK_GAP) - least;
    box[along] -= at * column;
    reach = Math.max(reach, box[along] + box[alongSize]);
  }

  const byPath = new Map(boxes.map(box => [box.path, box]));
  const lines = edges
    .filter(edge => byPath.has(edge.from) && byPath.has(edge.to))
    .map(edge => ({
      ...edge,
      points: edge.from === edge.to ? loopAt(byPath.get(edge.from)) : straightLine(byPath.get(edge.from), byPath.get(edge.to), direction),
    }));
  const all = columns * (width + RANK_GAP) - RANK_GAP;
  return direction === 'TB' ? { nodes: boxes, edges: lines, width: all, height: reach } : { nodes: boxes, edges: lines, width: reach, height: all };
}

/** Lines of about the same length. */
function linesOf(rank, longest, size) {
  const count = Math.max(1, Math.ceil(lengthOf(rank, size) / longest));
  const each = Math.ceil(rank.length / count);
  return Array.from({ length: Math.ceil(rank.length / each) }, (_, line) => rank.slice(line * each, (line + 1) * each));
}

function lengthOf(line, size) {
  return line.reduce((sum, box) => sum + box[size] + GAP, -GAP);
}
