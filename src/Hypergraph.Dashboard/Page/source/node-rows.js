// Which row has the state of which node of the picture.

/**
 * @param {any[]} rows
 */
export function rowsOfNodes(rows) {
  /** @type {Map<string, number>} */
  const nodes = new Map();
  /** @type {Map<string, number>} */
  const maps = new Map();
  rows.forEach((row, index) => {
    const target = row.icon === 'map' ? maps : nodes;
    if (!target.has(row.path)) {
      target.set(row.path, index);
    }
  });

  /** @type {Map<string, number[]>} */
  const inside = new Map();

  return { of, find };

  /** The row of a node; for a nested graph without a row, one made of the rows of its nodes. */
  function of(node, current) {
    const index = (node.isMapped ? maps.get(node.path) : undefined) ?? nodes.get(node.path) ?? maps.get(node.path);
    return index !== undefined ? current[index] : node.isGraph ? sumOf(node.path, current) : undefined;
  }

  function find(path, current) {
    const index = path === undefined ? undefined : maps.get(path) ?? nodes.get(path);
    return index === undefined ? undefined : current[index];
  }

  function sumOf(path, current) {
    let indexes = inside.get(path);
    if (indexes === undefined) {
      indexes = [];
      rows.forEach((row, index) => row.path.startsWith(`${path}/`) && row.icon !== 'map' && indexes.push(index));
      inside.set(path, indexes);
    }

    if (indexes.length === 0) {
      return undefined;
    }

    const parts = indexes.map(index => current[index]);
    const has = state => parts.some(row => row.state === state);
    const isEnded = parts.every(row => row.ended || ['done', 'cached', 'restored', 'skipped'].includes(row.state));
    const state = has('running') || has('retrying') ? 'running'
      : has('failed') ? 'failed'
      : has('partial') ? 'partial'
      : has('paused') ? 'paused'
      : has('stopped') ? 'stopped'
      : isEnded ? 'done'
      : parts.some(row => row.done > 0) ? 'running' : 'pending';
    const sum = name => parts.reduce((total, row) => total + (row[name] ?? 0), 0);
    return { state, done: parts.filter(row => row.done > 0 && row.done >= row.total).length, total: parts.length, failed: sum('failed'), isSum: true };
  }
}
