// Moves and scales a drawing. It changes one property of its element: inside the drawing, the browser would lay out all texts again.

const SMALLEST = 0.02;
const LARGEST = 4;

/** Below this scale texts are too small to read, and are not drawn. */
const LEGIBLE = 0.3;

const COMFORTABLE = 0.7;

export class View {
  constructor() {
    this.x = 0;
    this.y = 0;
    this.scale = 1;
    /** Whether the last press of a button was a drag and no click. */
    this.wasDragged = false;
  }

  /**
   * @param {HTMLElement} frame
   * @param {SVGSVGElement} svg
   */
  attach(frame, svg) {
    this.frame = frame;
    this.svg = svg;
    /** @type {Map<number, { x: number, y: number }>} */
    const pointers = new Map();
    const events = new AbortController();
    const on = (name, handle, options = {}) => frame.addEventListener(name, handle, { signal: events.signal, ...options });

    on('wheel', event => {
      event.preventDefault();
      const unit = event.deltaMode === 1 ? 16 : 1;
      this.zoom(Math.exp(-event.deltaY * unit * 0.0015), this.at(event));
    }, { passive: false });

    on('pointerdown', event => {
      if (event.button === 0) {
        pointers.set(event.pointerId, this.at(event));
        this.wasDragged = false;
      }
    });
    on('pointermove', event => {
      const before = pointers.get(event.pointerId);
      if (before === undefined) {
        return;
      }

      const now = this.at(event);
      const others = [...pointers.entries()].filter(([id]) => id !== event.pointerId);
      if (others.length === 1) {
        const other = others[0][1];
        this.zoom(distance(now, other) / Math.max(1, distance(before, other)), other);
        this.wasDragged = true;
      } else {
        if (!this.wasDragged && distance(before, now) < 4) {
          return;
        }

        if (!this.wasDragged) {
          this.wasDragged = true;
          frame.setPointerCapture(event.pointerId);
        }

        this.move(now.x - before.x, now.y - before.y);
      }

      pointers.set(event.pointerId, now);
    });
    const end = event => pointers.delete(event.pointerId);
    on('pointerup', end);
    on('pointercancel', end);
    return () => events.abort();
  }

  at(event) {
    const box = this.frame.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** @param {number} dx @param {number} dy */
  move(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.apply();
  }

  /** @param {number} factor @param {{ x: number, y: number }} [at] the point that stays where it is */
  zoom(factor, at = { x: this.frame.clientWidth / 2, y: this.frame.clientHeight / 2 }) {
    const scale = Math.min(LARGEST, Math.max(SMALLEST, this.scale * factor));
    const real = scale / this.scale;
    this.x = at.x - (at.x - this.x) * real;
    this.y = at.y - (at.y - this.y) * real;
    this.scale = scale;
    this.apply();
  }

  /** Shows all of a drawing. */
  fit(layout, size) {
    if (!layout || size.width === 0) {
      return;
    }

    const margin = 16;
    this.scale = Math.max(SMALLEST, Math.min(Math.max(1.25, size.width / 1500), (size.width - margin) / (layout.width || 1), (size.height - margin) / (layout.height || 1)));
    this.x = (size.width - layout.width * this.scale) / 2;
    this.y = (size.height - layout.height * this.scale) / 2;
    this.apply();
  }

  /** Whether all texts can be read well. */
  get isLegible() {
    return this.scale >= COMFORTABLE;
  }

  /** Shows a box, legibly. */
  reveal(box, size) {
    this.scale = Math.max(this.scale, COMFORTABLE);
    this.x = size.width / 2 - (box.x + box.width / 2) * this.scale;
    this.y = box.height * this.scale > size.height ? 20 - box.y * this.scale : size.height / 2 - (box.y + box.height / 2) * this.scale;
    this.apply();
  }

  apply() {
    this.svg.parentElement.classList.toggle('is-far', this.scale < LEGIBLE);
    this.svg.style.transform = `translate(${this.x.toFixed(1)}px,${this.y.toFixed(1)}px) scale(${this.scale.toFixed(4)})`;
  }
}

function distance(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
