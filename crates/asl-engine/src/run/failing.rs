//! A state fails: a retrier tries again, a catcher takes over, or the strand around it fails.

use std::sync::Arc;

use asl_query::{Object, Value};

use super::evaluate::Reads;
use super::execution::Execution;
use super::failure::Failure;
use super::queue::Action;
use super::strand::StrandId;
use crate::fields::{Catcher, Retrier};
use crate::machine::{State, StateKind};
use crate::trace::{EventKind, Millis};
use crate::visit::{AttemptEnd, Ending, Field, ScopeKind, Status, Via};

impl Execution {
    /// Fails the state that a strand is in, and from there outwards as far as nothing stops it.
    pub(crate) fn fail_strand(&mut self, strand: StrandId, failure: Failure) {
        if !self.take_over(strand, &failure) {
            self.fail_outwards(strand, failure);
        }
    }

    /// Fails a strand whose own state has nothing to say to the error any more.
    fn fail_outwards(&mut self, strand: StrandId, failure: Failure) {
        let mut child = strand;
        let mut failure = failure;
        while let Some((parent, index)) = self.strands[child.0].parent {
            if self.map_run(parent).is_some() {
                match self.child_execution_fails(parent, child, &failure) {
                    Some(exceeded) => failure = exceeded,
                    None => return self.tolerate(parent),
                }
                self.abort_children(parent, None, 0);
            } else {
                self.child_fails(parent, child, index, &failure);
            }
            if self.take_over(parent, &failure) {
                return;
            }
            child = parent;
        }
        self.fail_execution(&failure);
    }

    /// A child of a Map Run failed, which its tolerance allows: the others go on.
    fn tolerate(&mut self, strand: StrandId) {
        let machine = Arc::clone(&self.machine);
        if let Some(state) = self.state(&machine, strand) {
            self.go_on_with_children(strand, state);
        }
    }

    /// Lets a retrier or a catcher of a strand's state take an error. A Parallel or Map state says
    /// that it failed only when no retrier took it.
    fn take_over(&mut self, strand: StrandId, failure: &Failure) -> bool {
        let machine = Arc::clone(&self.machine);
        let Some(state) = self.state(&machine, strand) else {
            return false;
        };
        self.observe_failure(failure);
        if self.retry(strand, state, failure) {
            return true;
        }
        self.record_container_failure(strand, state, failure);
        self.close_attempt(strand, attempt_failed(failure));
        self.catch(strand, state, failure)
    }

    /// The execution fails with an error that nothing took.
    fn fail_execution(&mut self, failure: &Failure) {
        self.remember_error(StrandId::ROOT, failure);
        let (error, cause) = (failure.error.clone(), failure.cause.clone());
        self.record(
            StrandId::ROOT,
            EventKind::ExecutionFailed {
                error: error.clone(),
                cause: cause.clone(),
            },
        );
        self.close_visit(StrandId::ROOT, Status::Failed);
        self.end(Ending::Failed { error, cause }, Status::Failed);
    }

    /// Schedules another attempt if a retrier names the error and is not used up.
    ///
    /// Retriers are scanned in order; one that matches but is used up ends the scan (rule I2).
    fn retry(&mut self, strand: StrandId, state: &State, failure: &Failure) -> bool {
        let Some(index) = state
            .retriers
            .iter()
            .position(|retrier| failure.named_by(&retrier.error_equals))
        else {
            return false;
        };
        let retrier = &state.retriers[index];
        let used = self
            .active(strand)
            .and_then(|active| active.retries.get(index).copied())
            .unwrap_or(u32::MAX);
        if used >= retrier.max_attempts {
            return false;
        }
        let delay = self.delay(retrier, used);
        let at = self.clock.saturating_add(delay);
        self.close_attempt(strand, attempt_failed(failure));
        if let Some(attempt) = self
            .visit_mut(strand)
            .and_then(|visit| visit.attempts.last_mut())
        {
            attempt.retry_at = Some(at);
        }
        if let Some(active) = self.active_mut(strand) {
            active.retries[index] += 1;
            active.attempt += 1;
            active.children = None;
        }
        self.schedule(strand, at, Action::Retry { strand });
        true
    }

    /// The wait before the retry after `used` earlier ones: Interval × Rate^used, capped, then
    /// jittered (rules I3, I4).
    fn delay(&mut self, retrier: &Retrier, used: u32) -> Millis {
        let exponent = i32::try_from(used).unwrap_or(i32::MAX);
        let seconds = retrier.interval_seconds * retrier.backoff_rate.powi(exponent);
        let seconds = retrier
            .max_delay_seconds
            .map_or(seconds, |cap| seconds.min(cap));
        let seconds = if retrier.full_jitter {
            seconds * self.random.next_f64()
        } else {
            seconds
        };
        seconds_to_millis(seconds)
    }

    /// Lets the first catcher that names the error take over.
    fn catch(&mut self, strand: StrandId, state: &State, failure: &Failure) -> bool {
        let Some(index) = state
            .catchers
            .iter()
            .position(|catcher| failure.named_by(&catcher.error_equals))
        else {
            return false;
        };
        let catcher = &state.catchers[index];
        self.remember_error(strand, failure);
        let error_output = error_output(failure);
        self.note(strand, Field::ErrorOutput, &error_output);
        let caught = self.caught(strand, state, catcher, error_output);
        match caught {
            Ok((output, assigned)) => {
                let via = Via::Catch(u32::try_from(index).unwrap_or(u32::MAX));
                self.leave(strand, output, assigned, via);
            }
            Err(failure) => self.fail_outwards(strand, failure),
        }
        true
    }

    /// The output and the variables that a catcher makes: of its own fields only (rule C10).
    fn caught(
        &mut self,
        strand: StrandId,
        state: &State,
        catcher: &Catcher,
        error_output: Value,
    ) -> Result<(Value, Option<Object>), Failure> {
        let reads = Reads::error_output(&error_output);
        let assigned = self.assign(strand, state, catcher.assign.as_ref(), reads)?;
        let output = match self.output(strand, state, catcher.output.as_ref(), reads)? {
            Some(output) => output,
            None => self.put_result(strand, &catcher.result_path, error_output)?,
        };
        Ok((output, assigned))
    }

    /// A Map or Parallel state that started its children says that it failed.
    fn record_container_failure(&mut self, strand: StrandId, state: &State, failure: &Failure) {
        let started = self.children(strand).is_some();
        if self.map_run(strand).is_some() {
            self.map_run_fails(strand, failure);
        }
        let kind = match &state.kind {
            StateKind::Map(_) if started || failure.catchable => EventKind::MapStateFailed,
            StateKind::Parallel { .. } if started || failure.catchable => {
                EventKind::ParallelStateFailed
            }
            _ => return,
        };
        self.record(strand, kind);
    }

    /// A branch or iteration fails, and with it the Parallel or Map state: its siblings stop.
    fn child_fails(&mut self, parent: StrandId, child: StrandId, index: u32, failure: &Failure) {
        self.remember_error(child, failure);
        let previous = self.strands[child.0].previous;
        let iteration = self.iteration_of(child);
        if iteration.is_none() && self.fails_as_task(child) {
            self.record_at(child, previous, EventKind::StateAborted);
        }
        self.close_visit(child, Status::Failed);
        self.strands[child.0].active = None;
        if iteration.is_some() {
            self.record_at(parent, previous, EventKind::MapIterationFailed { index });
        }
        self.close_scope(child, Status::Failed);
        self.abort_children(parent, Some(child), previous);
        self.strands[parent.0].previous = previous;
    }

    /// Recorded in a Parallel: the task that failed is itself aborted, a Fail state is not.
    fn fails_as_task(&self, strand: StrandId) -> bool {
        self.state(&self.machine, strand)
            .is_some_and(|state| matches!(state.kind, StateKind::Task(_)))
    }

    fn iteration_of(&self, strand: StrandId) -> Option<u32> {
        let scope = self.strands[strand.0].scope;
        match self.trace.scopes.get(scope.0 as usize)?.kind {
            ScopeKind::Iteration(index) => Some(index),
            _ => None,
        }
    }

    /// Stops the running children of a strand's state, but for one.
    pub(crate) fn abort_children(
        &mut self,
        strand: StrandId,
        except: Option<StrandId>,
        previous: u32,
    ) {
        let running = self
            .active_mut(strand)
            .and_then(|active| active.children.as_mut())
            .map(|children| std::mem::take(&mut children.running))
            .unwrap_or_default();
        for child in running.into_iter().filter(|child| Some(*child) != except) {
            self.abort_strand(child, previous);
        }
    }

    /// Stops whatever a strand is doing, from the inside out.
    pub(crate) fn abort_strand(&mut self, strand: StrandId, previous: u32) {
        self.cancel(strand);
        self.abort_children(strand, None, previous);
        let aborts = self.trace.ending.is_none();
        if self.active(strand).is_some() {
            if aborts {
                self.record_at(strand, previous, EventKind::StateAborted);
            }
            self.close_attempt(strand, AttemptEnd::Aborted);
            if self
                .visit_mut(strand)
                .is_some_and(|visit| visit.status == Status::Running)
            {
                self.close_visit(strand, Status::Aborted);
            }
        }
        if aborts {
            self.record_scope_aborted(strand, previous);
        }
        self.strands[strand.0].active = None;
        self.close_scope(strand, Status::Aborted);
    }

    /// What an aborted strand leaves in the history around it: an iteration in its parent's, the
    /// child of a Map Run in its own, a branch nothing.
    fn record_scope_aborted(&mut self, strand: StrandId, previous: u32) {
        let Some((parent, index)) = self.strands[strand.0].parent else {
            return;
        };
        if self.strands[strand.0].history != self.strands[parent.0].history {
            let kind = EventKind::ExecutionAborted {
                error: None,
                cause: None,
            };
            self.record_at(strand, 0, kind);
        } else if self.iteration_of(strand).is_some() {
            self.record_at(parent, previous, EventKind::MapIterationAborted { index });
        }
    }

    fn remember_error(&mut self, strand: StrandId, failure: &Failure) {
        let error = (failure.error.clone(), failure.cause.clone());
        if let Some(visit) = self.visit_mut(strand) {
            visit.error = Some(error);
        }
    }

    /// Closes the attempt under way with the newest event.
    pub(crate) fn close_attempt(&mut self, strand: StrandId, end: AttemptEnd) {
        let (event, at) = (self.last_event(), self.clock);
        let last = self
            .visit_mut(strand)
            .and_then(|visit| visit.attempts.last_mut());
        if let Some(attempt) = last.filter(|attempt| attempt.end.is_none()) {
            attempt.ended = Some(event);
            attempt.ended_at = Some(at);
            attempt.end = Some(end);
        }
    }
}

fn attempt_failed(failure: &Failure) -> AttemptEnd {
    AttemptEnd::Failed {
        error: failure.error.clone(),
        cause: failure.cause.clone(),
    }
}

/// The Error Output: what a catcher makes of an error. What the error lacks is `null` (rule I11).
fn error_output(failure: &Failure) -> Value {
    let text = |text: &Option<Arc<str>>| text.clone().map_or(Value::Null, Value::String);
    let fields = [
        ("Error", text(&failure.error)),
        ("Cause", text(&failure.cause)),
    ];
    let fields = fields
        .into_iter()
        .map(|(name, value)| (Arc::from(name), value));
    Value::Object(fields.collect::<Object>())
}

/// Seconds to virtual milliseconds, never past what the clock can hold.
#[expect(
    clippy::cast_possible_truncation,
    reason = "clamped to a range that fits"
)]
pub(crate) fn seconds_to_millis(seconds: f64) -> Millis {
    (seconds.max(0.0) * 1_000.0).min(1e17).round() as Millis
}
