// The address of a view is the fragment of the page's address: `#/`, `#/run/KEY/VIEW?node=PATH`.
import { Changes } from './changes.js';

/** The views of a run, in the order of their tabs. */
export const VIEWS = ['tree', 'picture', 'timeline', 'failures', 'log', 'items', 'questions'];

/**
 * @typedef {{ key?: string, view: string, query: Record<string, string> }} Route
 * `key` is the key of a run as it is written in addresses.
 */

/** @param {string} fragment @returns {Route} */
export function parseRoute(fragment) {
  const [path, search = ''] = split(fragment.replace(/^#/, ''), '?');
  const query = Object.fromEntries(new URLSearchParams(search));
  const parts = path.split('/');
  if (parts[1] === 'run' && parts[2]) {
    const isStored = parts[2].startsWith('stored:');
    const view = VIEWS.includes(parts[3]) ? parts[3] : isStored ? 'questions' : 'tree';
    return { key: parts[2], view, query };
  }

  return { view: 'runs', query };
}

/**
 * Returns the address of a view. Undefined values are left out of the query.
 * @param {string | undefined} key
 * @param {string} view
 * @param {Record<string, string | number | undefined>} [query]
 */
export function linkTo(key, view, query = {}) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      search.set(name, String(value));
    }
  }

  const text = search.toString();
  return (key === undefined ? '#/' : `#/run/${key}/${view}`) + (text && `?${text}`);
}

/** @param {string} text @param {string} separator */
function split(text, separator) {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

class Address extends Changes {
  constructor() {
    super();
    this.route = parseRoute(location.hash);
    addEventListener('hashchange', () => this.read());
    addEventListener('popstate', () => this.read());
  }

  read() {
    this.route = parseRoute(location.hash);
    this.changed();
  }

  /** Goes to an address. @param {string} link @param {boolean} [replaces] keeps the history as long as it is */
  go(link, replaces = false) {
    if (link === location.hash) {
      return;
    }

    history[replaces ? 'replaceState' : 'pushState'](null, '', link);
    this.read();
  }

  /** Changes values of the query of the present view. @param {Record<string, string | number | undefined>} values @param {boolean} [replaces] */
  change(values, replaces = true) {
    const { key, view, query } = this.route;
    this.go(linkTo(key, view, { ...query, ...values }), replaces);
  }
}

export const address = new Address();
