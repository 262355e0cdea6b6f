// The list of runs, as the stream tells it.
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
  }

  /** @returns {() => void} closes the stream */
  open() {
    return openStream('api/runs/stream', {
      state: state => connection.set(state),
      events: {
        runs: message => {
          learnTime(message.time);
          this.runs = new Map(message.runs.map(run => [run.key, run]));
          this.isLoaded = true;
          this.changed();
        },
        change: message => {
          learnTime(message.time);
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
  }

  /** The runs, newest first. */
  newestFirst() {
    return [...this.runs.values()].sort((a, b) => (a.started < b.started ? 1 : a.started > b.started ? -1 : 0));
  }
}
