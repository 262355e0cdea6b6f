// One clock for all running times on the page.
import { Changes, useChanges } from './changes.js';

class Ticks extends Changes {
  /** @param {() => void} follower */
  follow(follower) {
    const end = super.follow(follower);
    this.timer ??= setInterval(() => this.changed(), 1000);
    return () => {
      end();
      if (this.followers.size === 0) {
        clearInterval(this.timer);
        this.timer = undefined;
      }
    };
  }
}

const ticks = new Ticks();

/** Draws the component again every second. */
export function useTicks() {
  useChanges(ticks);
}
