// Whether the stream of the present view is connected, for the page's header.
import { Changes } from './changes.js';
import { info } from './api.js';

class Connection extends Changes {
  constructor() {
    super();
    this.isLost = false;
  }

  /** @param {'open' | 'lost' | 'ended'} state */
  set(state) {
    const isLost = state === 'lost';
    if (this.isLost !== isLost) {
      this.isLost = isLost;
      this.changed();
      if (!isLost) {
        // The server may have restarted with other abilities and another token.
        info.load().catch(() => {});
      }
    }
  }
}

export const connection = new Connection();
