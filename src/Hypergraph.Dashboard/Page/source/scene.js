// What of a graph is visible, with the sizes of its boxes: the input of the layout.
import { count } from './numbers.js';
import { oneLine } from './text.js';

const SMALL_CHARACTER = 6.8;
const HEIGHT = 46;

/** The number of nodes with those of nested graphs. @param {any} graph @returns {number} */
export function sizeOf(graph) {
  return (graph.nodes ?? []).reduce((sum, node) => sum + 1 + sizeOf(node), 0);
}

/** The paths of nested graphs. @param {any} graph @returns {string[]} */
export function graphsOf(graph) {
  return (graph.nodes ?? []).flatMap(node => (node.nodes?.length ? [node.path, ...graphsOf(node)] : []));
}

/**
 * @param {any} graph
 * @param {Set<string>} expanded the paths of the nested graphs whose nodes are shown
 * @param {(node: any) => any} rowOf the row of a node, for the width of its counts
 */
export function sceneOf(graph, expanded, rowOf) {
  let order = 0;
  const nodes = visit(graph.nodes ?? []);
  return { nodes, edges: edgesOf(graph), size: order };

  function visit(list) {
    return list.map(node => {
      const isGraph = Boolean(node.nodes?.length);
      const isExpanded = isGraph && expanded.has(node.path);
      const name = oneLine(node.name, 28);
      const nameWidth = widthOf(node.isMapped ? `${name} ×n` : name);
      const countsWidth = charactersOf(rowOf({ ...node, isGraph })) * SMALL_CHARACTER;
      const text = Math.max(nameWidth, countsWidth);
      const box = boxOf(node.kind, text, isGraph);
      const entry = { path: node.path, name, title: oneLine(node.name, 200), kind: node.kind, isMapped: node.isMapped === true, isGraph, isExpanded, order: order++, ...box };
      if (isExpanded) {
        entry.nodes = visit(node.nodes);
        entry.edges = edgesOf(node);
        // Name, counts and button are beside each other.
        entry.headerWidth = nameWidth + countsWidth + 52;
      }

      return entry;
    });
  }
}

/** @param {any} graph */
function edgesOf(graph) {
  return (graph.edges ?? []).map(edge => ({ ...edge, label: edge.label ? oneLine(edge.label, 24) : undefined }));
}

/** @type {CanvasRenderingContext2D | undefined} */
let context;

/** The width of a name in the font of the style sheet. @param {string} text */
function widthOf(text) {
  if (context === undefined) {
    context = document.createElement('canvas').getContext('2d');
    context.font = '600 13px system-ui, sans-serif';
  }

  return context.measureText(text).width + 6;
}

/** The room for the counts of a row, so that they fit until the end of the run. @param {any} row */
function charactersOf(row) {
  const total = row?.total ?? 0;
  return total > 1 ? 2 * count(total).length + 4 + (total > 9 ? 6 : 0) : 12;
}

/** The size of a box whose shape has room for a text. @param {string} kind @param {number} text @param {boolean} isGraph */
function boxOf(kind, text, isGraph) {
  if (kind === 'ifElse' || kind === 'route') {
    return { width: text * 1.5 + 40, height: HEIGHT + 24 };
  }

  return { width: text + (kind === 'interrupt' ? 48 : isGraph ? 52 : 24), height: HEIGHT };
}
