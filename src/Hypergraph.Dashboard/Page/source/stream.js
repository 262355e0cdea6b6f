// Server-sent events that survive restarts of the server.

const FIRST_DELAY = 500;
const LAST_DELAY = 5000;

/**
 * @typedef {{
 *   events: Record<string, (value: any) => void>,
 *   state: (state: 'open' | 'lost' | 'ended') => void,
 * }} StreamHandlers
 */

/**
 * Follows a stream. A connection that was lost is opened again by the browser; one that the server refused, by this function.
 * The first event of every connection replaces all state, so that there is neither a gap nor a double count.
 * @param {string} url
 * @param {StreamHandlers} handlers
 * @returns {() => void} closes it
 */
export function openStream(url, handlers) {
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let delay = FIRST_DELAY;

  function connect() {
    const own = (source = new EventSource(url));
    own.onopen = () => {
      delay = FIRST_DELAY;
      handlers.state('open');
    };

    own.onerror = () => {
      handlers.state('lost');
      if (own.readyState === EventSource.CLOSED) {
        timer = setTimeout(connect, delay * (0.8 + 0.2 * Math.random()));
        delay = Math.min(LAST_DELAY, delay * 2);
      }
    };

    for (const [name, handle] of Object.entries(handlers.events)) {
      own.addEventListener(name, event => handle(JSON.parse(event.data)));
    }

    own.addEventListener('end', () => {
      own.close();
      handlers.state('ended');
    });
  }

  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
