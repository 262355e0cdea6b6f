// Answers of the server that views ask for, once or again and again.
import { useEffect, useState } from 'preact/hooks';
import { request } from './api.js';

/**
 * Reads an address. The last answer stays while a newer one is on its way.
 * @param {string | undefined} path nothing is read without one
 * @param {{ every?: number, again?: unknown }} [options] reads it again after so many milliseconds while the page is visible,
 * and when `again` changes
 * @returns {{ value?: any, error?: Error, isLoading: boolean, reload: () => void }}
 */
export function useResource(path, { every, again } = {}) {
  const [state, setState] = useState({ path, value: undefined, error: undefined, isLoading: true });
  const [asked, ask] = useState(0);

  useEffect(() => {
    if (path === undefined) {
      return undefined;
    }

    const abort = new AbortController();
    let timer;
    read();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };

    async function read() {
      if (document.visibilityState === 'visible' || every === undefined) {
        try {
          const value = await request(path, { signal: abort.signal });
          setState({ path, value, error: undefined, isLoading: false });
        } catch (error) {
          if (abort.signal.aborted) {
            return;
          }

          setState(old => ({ path, value: old.path === path ? old.value : undefined, error, isLoading: false }));
        }
      }

      if (every !== undefined && !abort.signal.aborted) {
        timer = setTimeout(read, every);
      }
    }
  }, [path, every, asked, again]);

  const isCurrent = state.path === path;
  return {
    value: state.value,
    error: isCurrent ? state.error : undefined,
    isLoading: !isCurrent || state.isLoading,
    reload: () => ask(number => number + 1),
  };
}
