// The filters of the tree.

const SHOWN = {
  running: row => row.running > 0 || row.state === 'running' || row.state === 'retrying',
  failed: row => row.failed > 0 || row.state === 'failed' || row.state === 'partial',
};

/**
 * Returns the indexes of the rows that match.
 * @param {any[]} rows
 * @param {string | undefined} text
 * @param {string | undefined} show
 * @returns {number[]}
 */
export function matchingRows(rows, text, show) {
  const words = (text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const isShown = show !== undefined && Object.hasOwn(SHOWN, show) ? SHOWN[show] : () => true;
  const indexes = [];
  rows.forEach((row, index) => {
    if (isShown(row) && words.every(word => row.label.toLowerCase().includes(word) || row.path.toLowerCase().includes(word))) {
      indexes.push(index);
    }
  });
  return indexes;
}
