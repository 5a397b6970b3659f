//! Playback: a position in the run, advanced by real time. It knows neither clock nor page.

use asl::Millis;

use super::num;
use super::pacing::{Pacing, TRAVEL};

/// The speeds on offer.
pub const SPEEDS: [f64; 6] = [0.5, 1.0, 2.0, 4.0, 8.0, 16.0];

/// A frame that comes later than this many milliseconds after the last one counts as this late: a page that
/// was in the background goes on where it was.
const LONGEST_FRAME: f64 = 250.0;

/// A position in a run, and whether it moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Playback {
    /// Show time of the position.
    shown: f64,
    /// Events that have happened.
    cursor: u32,
    /// Whether it plays.
    playing: bool,
    /// Whether the token of the last step is still on its way.
    settling: bool,
    /// Show time per real time.
    speed: f64,
}

impl Default for Playback {
    fn default() -> Self {
        Self {
            shown: 0.0,
            cursor: 0,
            playing: false,
            settling: false,
            speed: 1.0,
        }
    }
}

impl Playback {
    /// Paused after so many events, to go at one of the speeds on offer: the one nearest to this.
    pub fn at(cursor: u32, speed: Option<f64>) -> Self {
        let wanted = speed.unwrap_or(1.0);
        let apart = |speed: &f64| (speed - wanted).abs();
        let nearest = SPEEDS
            .into_iter()
            .min_by(|a, b| apart(a).total_cmp(&apart(b)));
        Self {
            cursor,
            speed: nearest.unwrap_or(1.0),
            ..Self::default()
        }
    }

    /// Events that have happened.
    pub fn cursor(&self) -> u32 {
        self.cursor
    }

    /// Whether it plays.
    pub fn is_playing(&self) -> bool {
        self.playing
    }

    /// Show time per real time.
    pub fn speed(&self) -> f64 {
        self.speed
    }

    /// Whether frames change anything: it plays, or a token is on its way.
    pub fn is_moving(&self) -> bool {
        self.playing || self.settling
    }

    /// The virtual time of the position, in milliseconds.
    pub fn time(&self, pacing: &Pacing) -> Millis {
        num::to_millis(pacing.virtual_at(self.shown))
    }

    /// How far the token of the last event has come, from 0 to 1.
    pub fn travelled(&self, pacing: &Pacing) -> f64 {
        ((self.shown - pacing.shown_at(self.cursor)) / TRAVEL).clamp(0.0, 1.0)
    }

    /// The wait around the position, when it is squeezed.
    pub fn squeezed(&self, pacing: &Pacing) -> Option<(Millis, f64)> {
        pacing.squeezed_at(self.shown)
    }

    /// Whether every event has happened.
    pub fn is_at_end(&self, pacing: &Pacing) -> bool {
        self.cursor >= pacing.len()
    }

    /// Starts; from the beginning when at the end.
    pub fn play(&mut self, pacing: &Pacing) {
        if self.cursor == 0 || self.is_at_end(pacing) {
            self.to_start(pacing);
        }
        self.playing = !pacing.is_empty();
        self.settling = false;
    }

    /// Stops where it is.
    pub fn pause(&mut self) {
        self.playing = false;
    }

    /// Plays when paused, and the other way round.
    pub fn toggle(&mut self, pacing: &Pacing) {
        if self.playing {
            self.pause();
        } else {
            self.play(pacing);
        }
    }

    /// Pauses after the first event.
    pub fn to_start(&mut self, pacing: &Pacing) {
        self.seek(1, pacing);
    }

    /// Pauses after the last event.
    pub fn to_end(&mut self, pacing: &Pacing) {
        self.seek(pacing.len(), pacing);
    }

    /// Pauses one event later; its token travels.
    pub fn step_forward(&mut self, pacing: &Pacing) {
        let next = self.cursor + 1;
        if next > pacing.len() {
            return self.pause();
        }
        self.seek(next, pacing);
        self.shown = pacing.shown_at(self.cursor);
        self.settling = true;
    }

    /// Pauses one event earlier.
    pub fn step_back(&mut self, pacing: &Pacing) {
        self.seek(self.cursor.saturating_sub(1), pacing);
    }

    /// Pauses right after the event that makes the cursor `cursor`, everything at rest. The first event
    /// has always happened.
    pub fn seek(&mut self, cursor: u32, pacing: &Pacing) {
        self.cursor = cursor.max(1).min(pacing.len());
        let next = if self.is_at_end(pacing) {
            f64::INFINITY
        } else {
            pacing.shown_at(self.cursor + 1)
        };
        // At rest the token has arrived, as far as the next event leaves it time.
        let rest = pacing.shown_at(self.cursor) + TRAVEL;
        self.shown = if rest < next {
            rest
        } else {
            pacing.shown_at(self.cursor)
        };
        self.playing = false;
        self.settling = false;
    }

    /// Goes to a virtual time, playing or not.
    pub fn seek_time(&mut self, time: f64, pacing: &Pacing) {
        self.shown = pacing.shown_at_virtual(time);
        self.cursor = pacing.cursor_at(self.shown).max(1).min(pacing.len());
        self.settling = false;
        if self.is_at_end(pacing) {
            self.playing = false;
        }
    }

    /// Sets the speed.
    pub fn set_speed(&mut self, speed: f64) {
        self.speed = speed;
    }

    /// Lets real milliseconds pass. It pauses at the first of `stops` (cursors in order) that it comes to.
    pub fn advance(&mut self, elapsed: f64, pacing: &Pacing, stops: &[u32]) {
        if !self.is_moving() {
            return;
        }
        self.shown += elapsed.clamp(0.0, LONGEST_FRAME) * self.speed;
        if self.playing {
            let cursor = pacing.cursor_at(self.shown).max(1).min(pacing.len());
            let passed = stops.partition_point(|stop| *stop <= self.cursor);
            if let Some(&stop) = stops.get(passed).filter(|stop| **stop <= cursor) {
                self.seek(stop, pacing);
                return;
            }
            self.cursor = cursor;
            if self.shown >= pacing.total() {
                self.shown = pacing.total();
                self.playing = false;
            }
        } else {
            let rest = pacing.shown_at(self.cursor) + TRAVEL;
            let next = pacing.shown_at(self.cursor + 1);
            let stop = if self.is_at_end(pacing) {
                rest
            } else {
                rest.min(next)
            };
            if self.shown >= stop {
                self.seek(self.cursor, pacing);
            }
        }
    }

    /// The run was replaced by another one, in which this position is `cursor`.
    pub fn carry(&mut self, cursor: u32, was: &Pacing, is: &Pacing) {
        let into = self.shown - was.shown_at(self.cursor);
        let (playing, settling) = (self.playing, self.settling);
        self.seek(cursor, is);
        let shown = is.shown_at(self.cursor) + into.max(0.0);
        if is.cursor_at(shown) == self.cursor {
            self.shown = shown;
        }
        self.playing = playing && !self.is_at_end(is);
        self.settling = settling;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::pacing::{Beat, Pace};

    /// Entered at 0, an event beside it, a minute's wait, an end.
    fn pacing() -> Pacing {
        let beats = [(0, false), (0, true), (0, false), (60_000, false)];
        Pacing::new(
            beats.map(|(at, travels)| Beat { at, travels }),
            Pace::Squeezed,
        )
    }

    #[track_caller]
    fn check(act: impl FnOnce(&mut Playback, &Pacing), cursor: u32, time: Millis, playing: bool) {
        let pacing = pacing();
        let mut playback = Playback::default();
        playback.to_start(&pacing);
        act(&mut playback, &pacing);
        let found = (
            playback.cursor(),
            playback.time(&pacing),
            playback.is_playing(),
        );
        assert_eq!(found, (cursor, time, playing));
    }

    fn frames(playback: &mut Playback, pacing: &Pacing, count: u32) {
        for _ in 0..count {
            playback.advance(16.0, pacing, &[]);
        }
    }

    #[test]
    fn opens_at_the_first_event() {
        check(|_, _| {}, 1, 0, false);
    }

    #[test]
    fn plays_to_the_end_and_stops() {
        check(
            |it, pacing| {
                it.play(pacing);
                frames(it, pacing, 1000);
            },
            4,
            60_000,
            false,
        );
    }

    #[test]
    fn virtual_time_flows_through_a_wait() {
        check(
            |it, pacing| {
                it.play(pacing);
                while it.cursor() < 3 {
                    it.advance(16.0, pacing, &[]);
                }
                it.seek_time(30_000.0, pacing);
            },
            3,
            30_000,
            true,
        );
    }

    #[test]
    fn play_at_the_end_starts_over() {
        check(
            |it, pacing| {
                it.to_end(pacing);
                it.play(pacing);
            },
            1,
            0,
            true,
        );
    }

    #[test]
    fn steps_both_ways_and_stays_inside() {
        check(
            |it, pacing| {
                it.step_forward(pacing);
                it.step_forward(pacing);
                it.step_back(pacing);
            },
            2,
            0,
            false,
        );
        check(Playback::step_back, 1, 0, false);
        check(
            |it, pacing| {
                for _ in 0..9 {
                    it.step_forward(pacing);
                }
            },
            4,
            60_000,
            false,
        );
    }

    #[test]
    fn stepping_pauses_and_lets_the_token_travel() {
        let pacing = pacing();
        let mut playback = Playback::default();
        playback.play(&pacing);
        playback.step_forward(&pacing);
        assert!(!playback.is_playing() && playback.is_moving());
        frames(&mut playback, &pacing, 8);
        assert!(playback.travelled(&pacing) > 0.4 && playback.travelled(&pacing) < 0.6);
        frames(&mut playback, &pacing, 9);
        assert!(!playback.is_moving());
        assert_eq!(playback.cursor(), 2);
    }

    #[test]
    fn speed_multiplies_and_a_late_frame_does_not_jump() {
        let pacing = pacing();
        let mut playback = Playback::default();
        playback.play(&pacing);
        playback.set_speed(16.0);
        playback.advance(16.0, &pacing, &[]);
        assert_eq!(playback.cursor(), 2);
        let mut late = Playback::default();
        late.play(&pacing);
        late.advance(60_000.0, &pacing, &[]);
        assert_eq!(late.cursor(), 2);
    }

    #[test]
    fn playing_stops_at_a_breakpoint_and_goes_on_from_it() {
        let pacing = pacing();
        let mut playback = Playback::default();
        playback.play(&pacing);
        let until_paused = |playback: &mut Playback| {
            while playback.is_playing() {
                playback.advance(16.0, &pacing, &[1, 3, 4]);
            }
            playback.cursor()
        };
        assert_eq!(until_paused(&mut playback), 3);
        playback.play(&pacing);
        assert_eq!(until_paused(&mut playback), 4);
        playback.set_speed(16.0);
        playback.play(&pacing);
        assert_eq!(until_paused(&mut playback), 3, "however far a frame goes");
    }

    #[test]
    fn a_new_run_keeps_the_place_and_goes_on_playing() {
        let was = pacing();
        let longer = [
            (0, false),
            (0, true),
            (0, false),
            (90_000, false),
            (90_000, false),
        ];
        let is = Pacing::new(
            longer.map(|(at, travels)| Beat { at, travels }),
            Pace::Squeezed,
        );
        let mut playback = Playback::default();
        playback.play(&was);
        playback.seek_time(30_000.0, &was);
        playback.carry(3, &was, &is);
        assert_eq!((playback.cursor(), playback.is_playing()), (3, true));
        assert!(playback.time(&is) > 30_000);
    }

    #[test]
    fn nothing_happens_in_an_empty_run() {
        let empty = Pacing::default();
        let mut playback = Playback::default();
        playback.play(&empty);
        playback.step_forward(&empty);
        playback.advance(16.0, &empty, &[]);
        assert_eq!((playback.cursor(), playback.is_playing()), (0, false));
    }
}
