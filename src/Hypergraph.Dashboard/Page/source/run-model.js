// One run with its rows, as the stream tells it.
import { ApiError, request } from './api.js';
import { Changes } from './changes.js';
import { connection } from './connection.js';
import { placesOf } from './places.js';
import { openStream } from './stream.js';
import { learnTime } from './times.js';

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
    this.isUnknown = false;
  }

  /** @returns {() => void} closes the stream */
  open() {
    return this.isStored ? this.openStored() : this.openLive();
  }

  openLive() {
    return openStream(`api/runs/${this.key}/stream`, {
      state: state => {
        connection.set(state);
        if (state === 'lost' && this.summary === undefined) {
          this.checkExists();
        }
      },
      events: {
        run: message => {
          learnTime(message.time);
          this.isUnknown = false;
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
  }

  openStored() {
    connection.set('open');
    const abort = new AbortController();
    request(`runs/${this.key}/stored`, { signal: abort.signal }).then(
      stored => {
        this.summary = stored.summary;
        this.changed();
      },
      error => {
        if (!abort.signal.aborted) {
          this.isUnknown = true;
          this.changed();
        }
      },
    );
    return () => abort.abort();
  }

  /** The stream does not tell why it fails, so another request has to. */
  async checkExists() {
    try {
      await request(`runs/${this.key}/events?limit=1`);
    } catch (error) {
      this.isUnknown = error instanceof ApiError && error.status === 404;
      this.changed();
    }
  }

  /** Returns the index of the first row with this path, or -1. @param {string | undefined} path */
  indexOf(path) {
    return path === undefined ? -1 : this.rows.findIndex(row => row.path === path);
  }
}
