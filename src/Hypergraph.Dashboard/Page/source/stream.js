// Server-sent events that survive restarts of the server.
import { probe } from './api.js';

const FIRST_DELAY = 500;
const LAST_DELAY = 5000;

/**
 * @typedef {{
 *   events: Record<string, (value: any) => void>,
 *   state: (state: 'open' | 'lost' | 'ended') => void,
 *   refused: (error: import('./api.js').ApiError) => void,
 * }} StreamHandlers
 */

/**
 * Follows a stream. A connection that was lost is opened again by the browser; one that the server refused, by this function, which reports the reason.
 * There is no connection while the page is hidden: a browser opens six to a server at most, and the pages in front need them.
 * The first event of every connection replaces all state, so that there is neither a gap nor a double count.
 * @param {string} path relative to `api/`
 * @param {StreamHandlers} handlers
 * @returns {{ close: () => void, retry: () => void }}
 */
export function openStream(path, handlers) {
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let delay = FIRST_DELAY;
  let hasEnded = false;

  function connect() {
    disconnect();
    const own = (source = new EventSource(`api/${path}`));
    own.onopen = () => {
      delay = FIRST_DELAY;
      handlers.state('open');
    };

    own.onerror = () => {
      if (own !== source) {
        return;
      }

      handlers.state('lost');
      if (own.readyState === EventSource.CLOSED) {
        timer = setTimeout(connect, delay * (0.8 + 0.2 * Math.random()));
        delay = Math.min(LAST_DELAY, delay * 2);
        explain(own);
      }
    };

    for (const [name, handle] of Object.entries(handlers.events)) {
      own.addEventListener(name, event => own === source && handle(JSON.parse(event.data)));
    }

    own.addEventListener('end', () => {
      if (own === source) {
        hasEnded = true;
        disconnect();
        handlers.state('ended');
      }
    });
  }

  /** An event source has no reason for its failure, but another request has. @param {EventSource} own */
  async function explain(own) {
    try {
      await probe(path);
    } catch (error) {
      if (own === source && error.status > 0) {
        handlers.refused(error);
      }
    }
  }

  function disconnect() {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  }

  function onVisibility() {
    if (document.visibilityState === 'hidden') {
      disconnect();
    } else if (!hasEnded && source === undefined) {
      delay = FIRST_DELAY;
      connect();
    }
  }

  document.addEventListener('visibilitychange', onVisibility);
  onVisibility();
  return {
    close() {
      document.removeEventListener('visibilitychange', onVisibility);
      disconnect();
    },
    retry() {
      if (!hasEnded) {
        connect();
      }
    },
  };
}
