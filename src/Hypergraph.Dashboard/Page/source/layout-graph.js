// The layout of one graph. A nested graph is laid out before, and then is a box of its size.
import { Graph, layout } from '@dagrejs/dagre';
import { layoutInRanks, rankNumbers, ranksOf, wrapRanks } from './layout-ranks.js';
import { clipLine, loopAt } from './layout-lines.js';

/** The room around the nodes of a nested graph. */
const PADDING = 16;
const HEADER = 28;

/** Larger graphs are ranked by their longest paths, which takes less time. */
const QUICK_ABOVE = 150;

/** Larger graphs that are much longer than wide, or the other way, would be too small to see; their long ranks are wrapped. */
const WRAPPED_ABOVE = 60;
const LONGEST = 5;

/** The library adds a node wherever an edge crosses a rank. With many more of them it takes minutes. */
const MOST_BENDS = 5000;

/** Larger graphs have no room for the labels of edges. */
const LABELS_UP_TO = 200;

/**
 * @param {any[]} nodes
 * @param {any[]} edges
 * @param {string} direction
 */
export function layoutGraph(nodes, edges, direction) {
  const boxes = nodes.map(node => {
    if (!node.nodes) {
      return { ...node };
    }

    const inner = layoutGraph(node.nodes, node.edges, direction);
    const width = Math.max(node.headerWidth, inner.width + 2 * PADDING);
    shift(inner, (width - inner.width) / 2, HEADER);
    return { ...node, inner, width, height: inner.height + HEADER + PADDING };
  });

  if (boxes.length === 0) {
    return { nodes: [], edges: [], width: 0, height: 0 };
  }

  const ranks = rankNumbers(boxes, edges);
  const bends = edges.reduce((sum, { from, to }) => sum + Math.max(0, Math.abs((ranks.get(to) ?? 0) - (ranks.get(from) ?? 0)) - 1), 0);
  if (bends > MOST_BENDS) {
    return layoutInRanks(boxes, edges, direction, ranks);
  }

  const hasLabels = edges.length <= LABELS_UP_TO;
  try {
    const graph = layoutByDagre(boxes, edges, direction, hasLabels);
    return boxes.length > WRAPPED_ABOVE && Math.max(graph.width / graph.height, graph.height / graph.width) > LONGEST
      ? wrapRanks(ranksOf(boxes, direction), edges, direction)
      : graph;
  } catch {
    return layoutInRanks(boxes, edges, direction, ranks);
  }
}

function layoutByDagre(boxes, edges, direction, hasLabels) {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    rankdir: direction, nodesep: 28, ranksep: hasLabels ? 36 : 60, edgesep: 12, marginx: 8, marginy: 8,
    ranker: boxes.length > QUICK_ABOVE ? 'longest-path' : 'network-simplex',
  });
  graph.setDefaultEdgeLabel(() => ({}));

  // Paths may be any text; numbers are safe names.
  const numbers = new Map(boxes.map((box, index) => [box.path, String(index)]));
  boxes.forEach((box, index) => graph.setNode(String(index), { width: box.width, height: box.height }));
  const all = edges.filter(edge => numbers.has(edge.from) && numbers.has(edge.to));
  const known = all.filter(edge => edge.from !== edge.to);
  known.forEach((edge, index) => {
    const label = hasLabels && edge.label ? { width: edge.label.length * 6.4 + 8, height: 16, labelpos: 'c' } : {};
    // An edge back is turned around, so that the loop's entry stays at the top.
    const ends = edge.isBack ? [edge.to, edge.from] : [edge.from, edge.to];
    graph.setEdge(numbers.get(ends[0]), numbers.get(ends[1]), label, String(index));
  });
  layout(graph);

  boxes.forEach((box, index) => {
    const at = graph.node(String(index));
    box.x = at.x - box.width / 2;
    box.y = at.y - box.height / 2;
  });
  const lines = known.map((edge, index) => {
    const ends = edge.isBack ? [edge.to, edge.from] : [edge.from, edge.to];
    const line = graph.edge(numbers.get(ends[0]), numbers.get(ends[1]), String(index));
    const points = edge.isBack ? [...line.points].reverse() : line.points;
    const [from, to] = [edge.from, edge.to].map(path => boxes[Number(numbers.get(path))]);
    return { ...edge, points: clipLine(points, from, to), labelAt: hasLabels && edge.label && line.x !== undefined ? { x: line.x, y: line.y } : undefined };
  });
  const loops = all.filter(edge => edge.from === edge.to).map(edge => ({ ...edge, points: loopAt(boxes[Number(numbers.get(edge.from))]) }));
  const size = graph.graph();
  return { nodes: boxes, edges: [...lines, ...loops], width: finite(size.width), height: finite(size.height) };
}

/** An empty graph has a size of minus infinity. @param {number | undefined} size */
function finite(size) {
  return Number.isFinite(size) ? Math.max(0, size) : 0;
}

function shift(graph, dx, dy) {
  for (const node of graph.nodes) {
    node.x += dx;
    node.y += dy;
  }

  for (const edge of graph.edges) {
    edge.points = edge.points.map(point => ({ x: point.x + dx, y: point.y + dy }));
    edge.labelAt = edge.labelAt && { x: edge.labelAt.x + dx, y: edge.labelAt.y + dy };
  }
}
