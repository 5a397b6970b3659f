//! In a test, a Parallel or Map state evaluates its own fields, and the mock stands for its children.

use asl_query::Value;

use super::execution::Execution;
use super::failure::{Failure, names};
use super::map::STATE_DATA;
use super::map_run::Tolerance;
use super::strand::StrandId;
use crate::machine::{State, StateKind};
use crate::map_fields::Map;
use crate::test_state::{StateMock, TestFault};

impl Execution {
    /// Whether this is the tested Parallel or Map state: then its mock has answered for it.
    pub(crate) fn answer_for_children(&mut self, strand: StrandId, state: &State) -> bool {
        let mocked = self
            .test
            .as_ref()
            .and_then(|setting| setting.test.mock.clone());
        let Some(mock) = mocked.filter(|_| strand == StrandId::ROOT) else {
            return false;
        };
        let prepared = match &state.kind {
            StateKind::Parallel { .. } => self.effective_input(strand, state).map(drop),
            StateKind::Map(map) => self.prepare_tested_map(strand, state, map),
            _ => return false,
        };
        match (prepared, mock) {
            (Err(failure), _) => self.fail_strand(strand, failure),
            (Ok(()), StateMock::Result(result)) => self.finish_work(strand, state, result),
            (Ok(()), StateMock::Error { error, cause }) => {
                self.fail_strand(strand, Failure::thrown(error, cause));
            }
        }
        true
    }

    /// Evaluates the fields of a Map state, and whether too many iterations are said to have failed.
    fn prepare_tested_map(
        &mut self,
        strand: StrandId,
        state: &State,
        map: &Map,
    ) -> Result<(), Failure> {
        let prepared = self.prepare_map(strand, state, map)?;
        let tolerance = self.tolerance(strand, state, map, &prepared.input)?;
        self.show_limits(prepared.max_concurrency, tolerance);
        let (items, source) = match &map.reader {
            None => (prepared.items, STATE_DATA.into()),
            Some(reader) => {
                let reading = self.prepare_reading(strand, state, reader, &prepared.input)?;
                let data = self.reader_data();
                let items = reading.read_data(data.as_deref().unwrap_or("[]"))?;
                if reader.items_pointer.is_some() {
                    let shown_items = Some(Value::Array(items.clone()));
                    self.show(|shown| shown.after_items_pointer = shown_items);
                }
                (items, reading.source())
            }
        };
        let origin = (prepared.members, Some(&source));
        let iterations = if map.batcher.is_some() {
            let batches = self.batches(strand, state, map, &items, origin, &prepared.input)?;
            self.show(|shown| shown.after_item_batcher = Some(Value::Array(batches.clone())));
            batches.len()
        } else {
            items.len()
        };
        if map.item_selector.is_some() {
            let selected =
                self.selected_items(strand, state, map, &items, origin, &prepared.input)?;
            self.show(|shown| shown.after_item_selector = Some(selected.into()));
        }
        self.count_failures(iterations, tolerance)
    }

    fn show_limits(&mut self, max_concurrency: i64, tolerance: Tolerance) {
        self.show(|shown| {
            shown.max_concurrency = Some(max_concurrency);
            shown.tolerated_failure_count = tolerance.count;
            shown.tolerated_failure_percentage = tolerance.percentage;
        });
    }

    fn show(&mut self, show: impl FnOnce(&mut crate::TestInspection)) {
        if let Some(setting) = &mut self.test {
            show(&mut setting.inspection);
        }
    }

    fn reader_data(&self) -> Option<std::sync::Arc<str>> {
        self.test.as_ref()?.test.reader_data.clone()
    }

    /// Recorded: a Map state without thresholds takes the mock whatever failed.
    fn count_failures(&mut self, iterations: usize, tolerance: Tolerance) -> Result<(), Failure> {
        let Some(setting) = &mut self.test else {
            return Ok(());
        };
        let failed = usize::try_from(setting.test.failed_iterations).unwrap_or(usize::MAX);
        if failed > iterations {
            setting.fault = Some(TestFault::TooManyFailedIterations);
        }
        let told = tolerance.count.is_some() || tolerance.percentage.is_some();
        if told && tolerance.exceeded(failed, iterations) {
            return Err(Failure::new(
                names::EXCEED_TOLERATED_FAILURE_THRESHOLD,
                "The specified tolerated failure threshold was exceeded",
            ));
        }
        Ok(())
    }
}
