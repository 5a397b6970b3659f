// Show time: how long a run takes to watch, against how long it takes virtually. Events at one virtual instant are
// spread, so that each can be seen; long waits are squeezed, so that an hour takes a second or two.

/** How long the token travels along an edge, and so how long a transition is shown at least. In milliseconds at 1×. */
export const TRAVEL = 250;

/** How long any other event is shown at least. */
const LINGER = 60;

/** A wait up to this long is shown as it is; a tenfold longer one takes so much more. */
const UNSQUEEZED = 800;
const PER_TENFOLD = 450;

/** What pacing needs to know of an event. */
export interface Beat {
  /** When it happens, in virtual milliseconds. */
  time: number;
  /** Whether it leads along an edge of the diagram. */
  travels: boolean;
}

/** When each event of a run is shown. */
export class Pacing {
  readonly #shown: number[] = [];
  readonly #times: number[] = [];

  /** Paces the events of a run, in order. */
  constructor(beats: readonly Beat[]) {
    let shown = 0;
    let before: Beat | undefined;
    for (const beat of beats) {
      if (before) shown += Math.max(before.travels ? TRAVEL : LINGER, shorten(beat.time - before.time));
      this.#shown.push(shown);
      this.#times.push(beat.time);
      before = beat;
    }
  }

  /** The number of events. */
  get length(): number {
    return this.#shown.length;
  }

  /** The show time at which the last event has been seen. */
  get total(): number {
    return this.length > 0 ? this.shownAt(this.length) + TRAVEL : 0;
  }

  /** The virtual time of the last event. */
  get duration(): number {
    return this.#times.at(-1) ?? 0;
  }

  /** The show time of the event that makes the cursor `cursor`; 0 before the first. */
  shownAt(cursor: number): number {
    return this.#shown[cursor - 1] ?? 0;
  }

  /** The virtual time of the event that makes the cursor `cursor`; 0 before the first. */
  timeAt(cursor: number): number {
    return this.#times[cursor - 1] ?? 0;
  }

  /** The cursor at a show time: how many events have happened. */
  cursorAt(shown: number): number {
    return countUpTo(this.#shown, shown);
  }

  /** The virtual time at a show time, flowing evenly between two events. */
  virtualAt(shown: number): number {
    const cursor = this.cursorAt(shown);
    const since = this.timeAt(cursor);
    if (cursor === 0 || cursor >= this.length) return since;
    const span = this.shownAt(cursor + 1) - this.shownAt(cursor);
    const part = span > 0 ? (shown - this.shownAt(cursor)) / span : 0;
    return since + part * (this.timeAt(cursor + 1) - since);
  }
}

function shorten(wait: number): number {
  return wait > UNSQUEEZED ? UNSQUEEZED + PER_TENFOLD * Math.log10(wait / UNSQUEEZED) : wait;
}

/** How many entries of a rising list are at most `limit`. */
function countUpTo(list: readonly number[], limit: number): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle] ?? 0) <= limit) from = middle + 1;
    else to = middle;
  }
  return from;
}
