// Scrolls to what a link leads to.
import { useEffect, useRef } from 'preact/hooks';

/** A reference for the element to scroll to, once for each address. @param {string} place */
export function useReveal(place) {
  const element = useRef(null);
  const shown = useRef('');
  useEffect(() => {
    if (element.current && shown.current !== place) {
      shown.current = place;
      element.current.scrollIntoView({ block: 'center' });
    }
  });
  return element;
}
