// One run with its rows, as the stream reports it.
import { request } from './api.js';
import { Changes } from './changes.js';
import { connection } from './connection.js';
import { placesOf } from './places.js';
import { isLive, isOpen } from './states.js';
import { openStream } from './stream.js';
import { learnTime } from './times.js';

/** The form of keys. A request with any other text could have another path. */
const KEY = /^([0-9a-f]{32}|stored:[\w.~-]*)$/;

export class RunModel extends Changes {
  /** @param {string} key */
  constructor(key) {
    super();
    this.key = key;
    this.isStored = key.startsWith('stored:');
    /** @type {any} */
    this.summary = undefined;
    /** @type {any[]} */
    this.rows = [];
    /** The place of each row among those beside it, for screen readers. */
    this.places = placesOf([]);
    /** Changes with the structure of the rows. */
    this.structure = 0;
    /** Whether the server does not know the run, or not any more. */
    this.isUnknown = false;
    /** Why the server does not send the run. @type {Error | undefined} */
    this.error = undefined;
  }

  /** @returns {() => void} closes the stream */
  open() {
    if (!KEY.test(this.key)) {
      this.isUnknown = true;
      this.changed();
      return () => {};
    }

    return this.isStored ? this.openStored() : this.openLive();
  }

  openLive() {
    const stream = openStream(`runs/${this.key}/stream`, {
      // The server is there, it only does not have the run.
      state: state => connection.set(this.isUnknown && state === 'lost' ? 'ended' : state),
      refused: error => this.refuse(error),
      events: {
        run: message => {
          learnTime(message.time);
          this.isUnknown = false;
          this.error = undefined;
          this.summary = message.summary;
          this.rows = message.rows;
          this.places = placesOf(this.rows);
          this.structure++;
          this.changed();
        },
        change: message => {
          learnTime(message.time);
          this.summary = message.summary ?? this.summary;
          for (const [index, row] of message.rows ?? []) {
            this.rows[index] = row;
          }

          this.changed();
        },
      },
    });
    this.reload = () => stream.retry();
    return () => stream.close();
  }

  openStored() {
    const abort = new AbortController();
    this.reload = () => {
      request(`runs/${this.key}/stored`, { signal: abort.signal }).then(
        stored => {
          this.isUnknown = false;
          this.error = undefined;
          this.summary = stored.summary;
          this.structure++;
          this.changed();
        },
        error => {
          if (!abort.signal.aborted) {
            this.refuse(error);
          }
        },
      );
    };

    // A stored run has no stream of its own. The list follows the store.
    const stream = openStream('runs/stream', {
      state: state => connection.set(state),
      refused: () => {},
      events: {
        runs: message => {
          learnTime(message.time);
          this.reload();
        },
        change: message => {
          learnTime(message.time);
          this.applyListed(message.runs ?? []);
        },
      },
    });
    return () => {
      abort.abort();
      stream.close();
    };
  }

  /** Sets the state of a stored run to that of the list. @param {any[]} runs */
  applyListed(runs) {
    const run = runs.find(one => one.key === this.key || (one.workflow !== undefined && one.workflow === this.summary?.workflow));
    if (run && this.summary) {
      const { status, questions, ended, error } = run;
      this.summary = { ...this.summary, status, questions, ended, error };
      this.changed();
    }
  }

  /** Notes why the server does not send the run. What was known of a run that it lost is shown, but not as if it still ran. @param {any} error */
  refuse(error) {
    this.isUnknown = error.status === 404;
    this.error = this.isUnknown ? undefined : error;
    if (this.isUnknown) {
      connection.set('ended');
    }

    if (this.isUnknown && this.summary && isLive(this.summary.status)) {
      this.summary = { ...this.summary, status: 'unknown' };
      this.rows = this.rows.map(row => (isOpen(row.state) ? { ...row, state: 'unknown', running: 0, rate: undefined, remaining: undefined, item: undefined } : row));
      this.structure++;
    }

    this.changed();
  }

  /** Returns the index of the first row with this path, or -1. @param {string | undefined} path */
  indexOf(path) {
    return path === undefined ? -1 : this.rows.findIndex(row => row.path === path);
  }
}
