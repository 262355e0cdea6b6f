// Sizes of elements.
import { useEffect, useState } from 'preact/hooks';

/** The size of an element, as it changes. @param {{ current: HTMLElement | null }} element */
export function useSize(element) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      setSize(old => (old.width === width && old.height === height ? old : { width, height }));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return size;
}
