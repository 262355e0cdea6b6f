// The list of runs, as the stream reports it.
import { Changes } from './changes.js';
import { connection } from './connection.js';
import { openStream } from './stream.js';
import { learnTime } from './times.js';

export class RunsModel extends Changes {
  constructor() {
    super();
    /** @type {Map<string, any>} */
    this.runs = new Map();
    this.isLoaded = false;
    /** The state of the store: whether it has more runs, and why it could not be read. @type {{ hasMore?: boolean, error?: string } | undefined} */
    this.store = undefined;
    /** Why the server does not send the list. @type {Error | undefined} */
    this.error = undefined;
  }

  /** @returns {() => void} closes the stream */
  open() {
    this.stream = openStream('runs/stream', {
      state: state => connection.set(state),
      refused: error => {
        this.error = error;
        this.changed();
      },
      events: {
        runs: message => {
          learnTime(message.time);
          this.runs = new Map(message.runs.map(run => [run.key, run]));
          this.store = message.store;
          this.isLoaded = true;
          this.error = undefined;
          this.changed();
        },
        change: message => {
          learnTime(message.time);
          this.store = message.store;
          for (const run of message.runs ?? []) {
            this.runs.set(run.key, run);
          }

          for (const key of message.removed ?? []) {
            this.runs.delete(key);
          }

          this.changed();
        },
      },
    });
    return () => this.stream.close();
  }

  /** Asks again at once. */
  reload() {
    this.stream.retry();
  }

  /** The runs, newest first. */
  newestFirst() {
    return [...this.runs.values()].sort((a, b) => (a.started < b.started ? 1 : a.started > b.started ? -1 : 0));
  }
}
