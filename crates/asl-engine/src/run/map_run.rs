//! The distributed Map: a Map Run whose children are executions of their own.
//!
//! The parent's history shows the Map Run only; the children's events stand in the trace with
//! histories of their own. Failures are tolerated up to two thresholds (rules K13, K14).

use std::sync::Arc;

use asl_query::{Array, Object, Value};

use super::context::{ChildExecution, REGION};
use super::evaluate::Reads;
use super::execution::Execution;
use super::failure::{Failure, names};
use super::map::{ITEM_SOURCES, Prepared, STATE_DATA, map_item};
use super::strand::StrandId;
use crate::machine::{LevelId, State};
use crate::map_fields::{Map, ResultWriter};
use crate::trace::EventKind;
use crate::visit::{AttemptEnd, ScopeKind, Status};
use crate::world::World;

/// The Map Run of a distributed Map that is under way.
#[derive(Clone, Debug)]
pub(crate) struct MapRun {
    pub(crate) arn: Arc<str>,
    /// The number of its Started event, which the way out of the state repeats.
    pub(crate) exit_previous: u32,
    pub(crate) failed: usize,
    pub(crate) tolerance: Tolerance,
}

/// How many children may fail.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tolerance {
    pub(crate) count: Option<i64>,
    pub(crate) percentage: Option<f64>,
}

impl Tolerance {
    /// Whether so many failures of so many items are too many. Without thresholds any failure is.
    #[expect(clippy::cast_precision_loss, reason = "item counts are far below 2^53")]
    pub(super) fn exceeded(self, failed: usize, items: usize) -> bool {
        let over_count = self
            .count
            .is_some_and(|count| i64::try_from(failed).unwrap_or(i64::MAX) > count);
        let share = failed as f64 * 100.0 / items.max(1) as f64;
        let over_share = self.percentage.is_some_and(|percentage| share > percentage);
        let untold = self.count.is_none() && self.percentage.is_none();
        failed > 0 && (over_count || over_share || untold)
    }
}

impl Execution {
    /// Starts the Map Run: reads, selects and batches the items, then starts children.
    pub(super) fn start_map_run(
        &mut self,
        strand: StrandId,
        state: &State,
        map: &Map,
        prepared: Prepared,
        world: &mut dyn World,
    ) {
        let reading = match &map.reader {
            Some(reader) => match self.prepare_reading(strand, state, reader, &prepared.input) {
                Ok(reading) => Some(reading),
                Err(failure) => return self.fail_strand(strand, failure),
            },
            None => None,
        };
        let length = u32::try_from(prepared.items.len()).unwrap_or(u32::MAX);
        self.record(strand, EventKind::MapStateStarted { length });
        self.open_attempt(strand);
        let tolerance = match self.tolerance(strand, state, map, &prepared.input) {
            Ok(tolerance) => tolerance,
            Err(failure) => return self.fail_strand(strand, failure),
        };
        let arn = self.map_run_arn(state, map);
        self.record(
            strand,
            EventKind::MapRunStarted {
                arn: Arc::clone(&arn),
            },
        );
        let run = MapRun {
            arn,
            exit_previous: self.strands[strand.0].previous,
            failed: 0,
            tolerance,
        };
        self.set_children(
            strand,
            0,
            Array::default(),
            prepared.limit,
            prepared.input.clone(),
        );
        if let Some(children) = self.children_mut(strand) {
            children.map_run = Some(run);
        }
        let source = match &reading {
            _ if self.before(ITEM_SOURCES) => None,
            Some(reading) => Some(reading.source()),
            None => Some(STATE_DATA.into()),
        };
        let items = match reading {
            Some(reading) => reading.read(world.objects()),
            None => Ok(prepared.items),
        };
        let origin = (prepared.members, source.as_ref());
        let batches = items
            .and_then(|items| self.batches(strand, state, map, &items, origin, &prepared.input));
        match batches {
            Ok(batches) => {
                if let Some(children) = self.children_mut(strand) {
                    children.outputs = vec![None; batches.len()];
                    children.items = batches;
                }
                self.start_iterations(strand, state);
            }
            Err(failure) => self.fail_strand(strand, failure),
        }
    }

    /// Starts one child: an execution with its own history, context and variables (rule K20).
    pub(crate) fn start_child_execution(
        &mut self,
        strand: StrandId,
        state: &State,
        map: &Map,
        level: LevelId,
        index: u32,
        input: Value,
    ) {
        let label = map.label.as_ref().unwrap_or(&state.name);
        let run = self.map_run(strand).map_or(0, |run| number_of(&run.arn));
        let execution = ChildExecution {
            machine: format!("{}/{label}", self.origin.machine_name).into(),
            input: input.clone(),
            started: self.clock,
            seed: run.wrapping_add(u64::from(index)),
        };
        let child = self.spawn(strand, level, ScopeKind::Iteration(index), None);
        let entry = &mut self.strands[child.0];
        entry.history = entry.scope;
        self.histories.resize(entry.scope.0 as usize + 1, 0);
        entry.previous = 0;
        entry.variables = Object::default();
        entry.map_context = None;
        entry.child_execution = Some(Arc::new(execution));
        let role = Arc::clone(&self.origin.role);
        self.record_at(
            child,
            0,
            EventKind::ExecutionStarted {
                input: input.clone(),
                role,
            },
        );
        self.enter_level(child, input);
    }

    /// A child of a Map Run failed. Answers the failure of the Map state if that was too much.
    pub(crate) fn child_execution_fails(
        &mut self,
        parent: StrandId,
        child: StrandId,
        failure: &Failure,
    ) -> Option<Failure> {
        let kind = EventKind::ExecutionFailed {
            error: failure.error.clone(),
            cause: failure.cause.clone(),
        };
        self.record(child, kind);
        self.close_visit(child, Status::Failed);
        self.strands[child.0].active = None;
        self.close_scope(child, Status::Failed);
        let children = self.children_mut(parent)?;
        children.stops_running(child);
        children.finished += 1;
        let items = children.outputs.len();
        let run = children.map_run.as_mut()?;
        run.failed += 1;
        if !run.tolerance.exceeded(run.failed, items) {
            return None;
        }
        Some(Failure::new(
            names::EXCEED_TOLERATED_FAILURE_THRESHOLD,
            "The specified tolerated failure threshold was exceeded",
        ))
    }

    /// Every child has ended, well or tolerably: the Map Run succeeds, and with it the state.
    pub(crate) fn map_run_done(
        &mut self,
        strand: StrandId,
        state: &State,
        run: &MapRun,
        result: Value,
    ) {
        let crate::StateKind::Map(map) = &state.kind else {
            return;
        };
        let result = match &map.writer {
            Some(writer) => self.written_result(strand, state, writer, run, result),
            None => Ok(result),
        };
        let result = match result {
            Ok(result) => result,
            Err(failure) => return self.fail_strand(strand, failure),
        };
        let succeeded = self.record(strand, EventKind::MapRunSucceeded);
        self.record_at(strand, succeeded, EventKind::MapStateSucceeded);
        let repeats_start = !self.before(MAP_RUN_EXITS_FROM_START);
        self.strands[strand.0].previous = if repeats_start {
            run.exit_previous
        } else {
            succeeded
        };
        self.close_attempt(strand, AttemptEnd::Succeeded);
        self.finish_work(strand, state, result);
    }

    /// Says that the Map Run failed.
    pub(crate) fn map_run_fails(&mut self, strand: StrandId, failure: &Failure) {
        let kind = EventKind::MapRunFailed {
            error: failure.error.clone(),
            cause: failure.cause.clone(),
        };
        self.record(strand, kind);
    }

    /// The result of a Map Run whose results a `ResultWriter` exports (rule K17).
    fn written_result(
        &mut self,
        strand: StrandId,
        state: &State,
        writer: &ResultWriter,
        run: &MapRun,
        result: Value,
    ) -> Result<Value, Failure> {
        let Some(arguments) = &writer.arguments else {
            return Ok(result);
        };
        let input = self.raw_input(strand);
        let target = self.payload(
            strand,
            state,
            arguments,
            "ResultWriter/Arguments",
            Reads::input(&input),
        )?;
        let word = |key: &str| {
            target
                .get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let id = run.arn.rsplit(':').next().unwrap_or_default();
        let prefix = word("Prefix");
        let folder = if prefix.is_empty() {
            id.to_owned()
        } else {
            format!("{}/{id}", prefix.trim_end_matches('/'))
        };
        let details: Object = [
            (Arc::from("Bucket"), word("Bucket").into()),
            (Arc::from("Key"), format!("{folder}/manifest.json").into()),
        ]
        .into_iter()
        .collect();
        let fields = [
            (Arc::from("MapRunArn"), Value::String(Arc::clone(&run.arn))),
            (Arc::from("ResultWriterDetails"), Value::Object(details)),
        ];
        Ok(Value::Object(fields.into_iter().collect::<Object>()))
    }

    /// Evaluates the two thresholds of a Map state.
    pub(super) fn tolerance(
        &mut self,
        strand: StrandId,
        state: &State,
        map: &Map,
        input: &Value,
    ) -> Result<Tolerance, Failure> {
        let count = self.integer_field(
            strand,
            state,
            map.tolerated_count.as_ref(),
            "ToleratedFailureCount",
            input,
        )?;
        let percentage = self.float_field(
            strand,
            state,
            map.tolerated_percentage.as_ref(),
            "ToleratedFailurePercentage",
            input,
        )?;
        let fault = if count.is_some_and(|count| count < 0) {
            "ToleratedFailureCount cannot be negative."
        } else if percentage.is_some_and(|percentage| !(0.0..=100.0).contains(&percentage)) {
            "ToleratedFailurePercentage must be between 0 and 100."
        } else {
            return Ok(Tolerance { count, percentage });
        };
        Err(Failure::runtime(self.located(strand, fault)))
    }

    /// The Map Run's ARN; its label is the definition's, or made from the state's name.
    fn map_run_arn(&mut self, state: &State, map: &Map) -> Arc<str> {
        let label = map.label.as_ref().unwrap_or(&state.name);
        let id = self.random.uuid().text();
        let (account, machine) = (&self.origin.account, &self.origin.machine_name);
        format!("arn:aws:states:{REGION}:{account}:mapRun:{machine}/{label}:{id}").into()
    }

    /// Whether this run behaves as AWS did before a time.
    pub(crate) fn before(&self, time: i64) -> bool {
        self.origin.as_of.is_some_and(|as_of| as_of < time)
    }

    /// `Map.Item` for the selection of one item of a Map Run.
    pub(crate) fn selected_items(
        &mut self,
        strand: StrandId,
        state: &State,
        map: &Map,
        items: &[Value],
        (members, source): (bool, Option<&Arc<str>>),
        input: &Value,
    ) -> Result<Vec<Value>, Failure> {
        let select = |(index, item): (usize, &Value)| {
            let context = map_item(index, item, members).told_from(source);
            self.select(strand, state, map, item, input, &context)
        };
        items.iter().enumerate().map(select).collect()
    }
}

/// A number for a text, by FNV-1a.
fn number_of(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |number, byte| {
        (number ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// 2024-10-01. Before, the way out of the state repeated the Map Run's Succeeded event as its previous
/// one, since then its Started event: recordings of either side agree among themselves.
const MAP_RUN_EXITS_FROM_START: i64 = 1_727_740_800_000;
