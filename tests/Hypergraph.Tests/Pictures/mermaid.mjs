// Parses flowcharts with the parser of Mermaid, and returns their nodes, edges and groups. Input and output are JSON, an array each. The
// variable HYPERGRAPH_MERMAID names the folder into which mermaid and jsdom were installed.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const folder = process.env.HYPERGRAPH_MERMAID;
const require = createRequire(folder + '/');
const { JSDOM } = require('jsdom');
globalThis.window = new JSDOM('').window;
globalThis.document = window.document;
const { default: mermaid } = await import(pathToFileURL(folder + '/node_modules/mermaid/dist/mermaid.core.mjs'));
mermaid.initialize({ maxEdges: 1000000, maxTextSize: 1e9 });

// The parser encodes entities, so that they pass its grammar; the browser shows them.
const shown = label => (label ?? '').replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(Number(code)));

const answers = [];
for (const text of JSON.parse(readFileSync(0, 'utf8'))) {
  try {
    await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    const groups = db.getSubGraphs().map(group => ({ id: group.id, label: shown(group.title), nodes: group.nodes, classes: group.classes }));
    const isGroup = id => groups.some(group => group.id === id);
    answers.push({
      nodes: [...db.getVertices().values()].filter(node => !isGroup(node.id)).map(node => ({ id: node.id, label: shown(node.text), shape: node.type, classes: node.classes })),
      edges: db.getEdges().map(edge => ({ from: edge.start, to: edge.end, label: shown(edge.text), stroke: edge.stroke })),
      groups,
    });
  } catch (error) {
    answers.push({ error: String(error.message ?? error), nodes: [], edges: [], groups: [] });
  }
}

process.stdout.write(JSON.stringify(answers));
