// A source of changes that views follow. However often it changes, they are drawn at most once per animation frame,
// and not at all while the page is hidden, since a hidden page has no frames.
import { useEffect, useState } from 'preact/hooks';

export class Changes {
  constructor() {
    /** @type {Set<() => void>} */
    this.followers = new Set();
    this.version = 0;
    this.isAwaitingFrame = false;
  }

  /** Notifies the followers, in the next frame. */
  changed() {
    this.version++;
    if (!this.isAwaitingFrame) {
      this.isAwaitingFrame = true;
      requestAnimationFrame(() => {
        this.isAwaitingFrame = false;
        for (const follower of [...this.followers]) {
          follower();
        }
      });
    }
  }

  /** @param {() => void} follower @returns {() => void} ends it */
  follow(follower) {
    this.followers.add(follower);
    return () => {
      this.followers.delete(follower);
    };
  }
}

/**
 * Draws the component again after changes.
 * @template {Changes} T
 * @param {T} source
 * @returns {T}
 */
export function useChanges(source) {
  const [, draw] = useState(0);
  useEffect(() => {
    draw(source.version);
    return source.follow(() => draw(source.version));
  }, [source]);
  return source;
}
