// Draws a large picture bit by bit.
import { useEffect, useState } from 'preact/hooks';

/** So many more nodes are drawn in a frame. */
const STEP = 150;

/**
 * The number of nodes to draw: more in each frame, so that a large picture does not hold up the page.
 * @param {any} layout
 */
export function useGradually(layout) {
  const [state, setState] = useState({ layout, shown: STEP });
  const shown = state.layout === layout ? state.shown : STEP;
  const most = layout ? Math.max(layout.nodes.length, layout.edges.length / 2) : 0;
  useEffect(() => {
    if (shown < most) {
      const frame = requestAnimationFrame(() => setState({ layout, shown: shown + STEP }));
      return () => cancelAnimationFrame(frame);
    }

    return undefined;
  }, [layout, shown]);
  return shown >= most ? Infinity : shown;
}
