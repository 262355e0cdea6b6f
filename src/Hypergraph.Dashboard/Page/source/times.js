// Points in time, in the viewer's zone and order of day, month and year.

const ofDay = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const ofYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const fine = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 });

/** The difference between the server's clock and the viewer's, in milliseconds. */
let offset = 0;

/** Learns the server's clock from the time of a message. @param {string | undefined} time */
export function learnTime(time) {
  const server = toMilliseconds(time);
  if (server !== undefined) {
    offset = server - Date.now();
  }
}

/** The time by the server's clock, in milliseconds. */
export function serverNow() {
  return Date.now() + offset;
}

/** @param {string | undefined | null} time @returns {number | undefined} */
export function toMilliseconds(time) {
  const value = time ? Date.parse(time) : NaN;
  return Number.isNaN(value) ? undefined : value;
}

/** Formats a time of today by its time of day, others with their date. @param {string | undefined} time */
export function shortTime(time) {
  const value = toMilliseconds(time);
  if (value === undefined) {
    return '';
  }

  const isToday = new Date(value).toDateString() === new Date().toDateString();
  return (isToday ? ofDay : ofYear).format(value);
}

/** Formats a time to the millisecond. @param {string | undefined} time */
export function fineTime(time) {
  const value = toMilliseconds(time);
  return value === undefined ? '' : fine.format(value);
}

/** Formats a time with date and zone. @param {string | undefined} time */
export function exactTime(time) {
  const value = toMilliseconds(time);
  return value === undefined ? '' : exact.format(value);
}
