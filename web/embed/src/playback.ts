// Playback: a position in the run, advanced by real time. It knows neither clock nor page.
import { Pacing, TRAVEL } from "./pacing.js";

/** The speeds on offer. */
export const SPEEDS = [0.5, 1, 2, 4, 8, 16];

/** A frame that comes later than this counts as this late: a page that was in the background goes on where it was. */
const LONGEST_FRAME = 250;

/** A position in a run, and whether it moves. The first event has always happened. */
export class Playback {
  /** Whether it plays. */
  playing = false;
  /** Show time per real time. */
  speed = 1;
  #pacing = new Pacing([]);
  #cursor = 0;
  #shown = 0;
  /** Whether the token of the last step is still on its way. */
  #settling = false;

  /** The same position in another run, at rest. */
  take(pacing: Pacing, cursor: number): void {
    this.#pacing = pacing;
    this.seek(cursor);
  }

  /** How many events have happened. */
  get cursor(): number {
    return this.#cursor;
  }

  /** How many events there are. */
  get length(): number {
    return this.#pacing.length;
  }

  /** Whether frames change anything: it plays, or a token is on its way. */
  get moving(): boolean {
    return this.playing || this.#settling;
  }

  /** Whether every event has happened. */
  get atEnd(): boolean {
    return this.#cursor >= this.length;
  }

  /** The virtual time of the position. */
  get time(): number {
    return this.#pacing.virtualAt(this.#shown);
  }

  /** The position as a part of the whole show, from 0 to 1. */
  get part(): number {
    return this.#pacing.total > 0 ? Math.min(1, this.#shown / this.#pacing.total) : 0;
  }

  /** How far the token of the last event has come, from 0 to 1. */
  get travelled(): number {
    return Math.min(1, Math.max(0, (this.#shown - this.#pacing.shownAt(this.#cursor)) / TRAVEL));
  }

  /** Starts; from the beginning when at the end. */
  play(): void {
    if (this.atEnd) this.seek(1);
    this.playing = this.length > 0;
    this.#settling = false;
  }

  /** Stops where it is. */
  pause(): void {
    this.playing = false;
  }

  /** Stops right after an event, everything at rest. */
  seek(cursor: number): void {
    this.playing = false;
    this.#settling = false;
    const wanted = Number.isFinite(cursor) ? Math.round(cursor) : cursor === Infinity ? this.length : 1;
    this.#cursor = Math.min(Math.max(wanted, 1), this.length);
    const next = this.atEnd ? Infinity : this.#pacing.shownAt(this.#cursor + 1);
    // Where the next event follows sooner than a token travels, the token has arrived all the same.
    this.#shown = Math.min(this.#pacing.shownAt(this.#cursor) + TRAVEL, next - 0.001);
  }

  /** Stops one event later; its token travels. */
  step(): void {
    if (this.atEnd) return this.pause();
    this.seek(this.#cursor + 1);
    this.#shown = this.#pacing.shownAt(this.#cursor);
    this.#settling = true;
  }

  /** Stops one event earlier. */
  back(): void {
    this.seek(this.#cursor - 1);
  }

  /** Goes on by so many real milliseconds. */
  advance(milliseconds: number): void {
    if (!this.moving) return;
    const pacing = this.#pacing;
    const goal = this.#shown + Math.min(milliseconds, LONGEST_FRAME) * this.speed;
    const next = this.atEnd ? Infinity : pacing.shownAt(this.#cursor + 1);
    if (this.#settling) {
      const rest = Math.min(pacing.shownAt(this.#cursor) + TRAVEL, next - 0.001);
      this.#shown = Math.min(goal, rest);
      this.#settling = this.#shown < rest;
      return;
    }
    this.#shown = Math.min(goal, pacing.total);
    this.#cursor = Math.max(1, pacing.cursorAt(this.#shown));
    if (this.atEnd && this.#shown >= pacing.total) this.playing = false;
  }
}
