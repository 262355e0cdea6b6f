// The worker: lays out a graph and the graphs inside it, from the inside out.
import { layoutGraph } from './layout-graph.js';

onmessage = event => {
  const { nodes, edges, direction } = event.data;
  const flat = { nodes: [], groups: [], edges: [], width: 0, height: 0 };
  const whole = layoutGraph(nodes, edges, direction);
  flat.width = whole.width;
  flat.height = whole.height;
  place(whole, 0, 0);
  postMessage(flat);

  /** Moves the boxes of a graph to their places in the whole. */
  function place(graph, dx, dy) {
    for (const edge of graph.edges) {
      const move = point => ({ x: point.x + dx, y: point.y + dy });
      flat.edges.push({ ...edge, points: edge.points.map(move), labelAt: edge.labelAt && move(edge.labelAt) });
    }

    for (const { inner, nodes: members, edges: inside, ...node } of graph.nodes) {
      const box = { ...node, x: node.x + dx, y: node.y + dy };
      (inner ? flat.groups : flat.nodes).push(box);
      if (inner) {
        place(inner, box.x, box.y);
      }
    }
  }
};
