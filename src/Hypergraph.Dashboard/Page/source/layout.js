// Asks the worker for the places of boxes and edges. The page stays responsive, however long it takes.
import { useEffect, useState } from 'preact/hooks';

/**
 * @param {any} scene
 * @param {string} direction
 * @returns {{ layout?: any, isBusy: boolean, error?: Error }}
 */
export function useLayout(scene, direction) {
  const [state, setState] = useState({ isBusy: true });
  useEffect(() => {
    setState(old => ({ ...old, isBusy: true }));
    const worker = new Worker(new URL('layout.js', import.meta.url), { type: 'module' });
    worker.onmessage = event => {
      setState({ layout: event.data, isBusy: false });
      worker.terminate();
    };
    worker.onerror = () => setState({ isBusy: false, error: new Error('The graph could not be laid out.') });
    worker.postMessage({ nodes: scene.nodes, edges: scene.edges, direction });
    return () => worker.terminate();
  }, [scene, direction]);
  return state;
}
