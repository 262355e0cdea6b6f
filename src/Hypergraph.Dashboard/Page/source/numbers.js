// Counts, rates and times in the same form as the terminal's.

const counts = new Intl.NumberFormat('en-US');

/** Formats a count with separators: `1,204`. @param {number | undefined} count */
export function count(count) {
  return counts.format(count ?? 0);
}

/** Formats a count with its noun: `1 retry`, `2 retries`. @param {number} number @param {string} one @param {string} [many] */
export function countOf(number, one, many = one + 's') {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** Formats a rate: `12,345/s`, `3.4/s`, `12/min`, `4.2/h`. @param {number} perSecond */
export function rate(perSecond) {
  if (perSecond >= 1) {
    return rateIn(perSecond, 100, 's');
  }

  return perSecond * 60 >= 1 ? rateIn(perSecond * 60, 10, 'min') : rateIn(perSecond * 3600, 10, 'h');
}

/** @param {number} value @param {number} exactBelow @param {string} unit */
function rateIn(value, exactBelow, unit) {
  return `${value < exactBelow ? value.toFixed(1) : count(Math.round(value))}/${unit}`;
}

/** Formats a time as a clock: `00:04`, `1:02:03`. @param {number} milliseconds */
export function clock(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** Formats a duration in a suitable unit: `12 ms`, `1.5 s`, `2:05 min`, `1:02:03 h`. @param {number} milliseconds */
export function duration(milliseconds) {
  const time = Math.max(0, milliseconds);
  if (time < 1000) {
    return `${Math.floor(time)} ms`;
  }

  if (time < 60_000) {
    return `${(Math.floor(time / 100) / 10).toFixed(1)} s`;
  }

  return time < 3_600_000 ? `${Math.floor(time / 60_000)}:${two(Math.floor(time / 1000) % 60)} min` : `${clock(time)} h`;
}

/** @param {number} number */
function two(number) {
  return String(number).padStart(2, '0');
}
