// Puts the spans of each lane on tracks, so that those at the same time are beside each other.

const TRACK = 11;
const MIN_LANE = 24;
const GAP = 6;

/** Further spans at the same time share the last track. */
const MAX_TRACKS = 8;

/**
 * @param {any} timeline
 * @param {number} [unit] the size of the page's texts, as a part of the usual one
 * @returns {{ lanes: any[], height: number, spans: number }}
 */
export function lanesOf(timeline, unit = 1) {
  const critical = new Map((timeline.critical ?? []).map(span => [keyOf(span.path, span.items, span.start), span]));
  let top = 0;
  let count = 0;
  const lanes = timeline.lanes.map(lane => {
    /** The ends of the last spans of the tracks. */
    const ends = [];
    const spans = [...lane.spans]
      .sort((a, b) => a.start - b.start)
      .map(span => {
        let track = ends.findIndex(end => end <= span.start);
        if (track < 0) {
          track = Math.min(ends.length, MAX_TRACKS - 1);
        }

        ends[track] = Math.max(ends[track] ?? 0, span.end ?? Infinity);
        return { ...span, path: lane.path, track, critical: critical.get(keyOf(lane.path, span.items, span.start)) };
      });
    count += spans.length;
    const tracks = Math.max(1, ends.length);
    const height = Math.round(Math.max(MIN_LANE, tracks * TRACK + GAP) * unit);
    const placed = { path: lane.path, spans, top, height, trackHeight: (height - GAP) / tracks };
    top += height;
    return placed;
  });
  return { lanes, height: top, spans: count };
}

function keyOf(path, items, start) {
  return `${start} ${items ?? ''} ${path}`;
}
