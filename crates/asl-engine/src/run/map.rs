//! The Map state: one iteration an item, so many at a time, the outputs in item order.

use asl_query::{Array, Value};

use super::context::map_item;
use super::execution::Execution;
use super::failure::Failure;
use super::strand::StrandId;
use crate::fields::{Map, NumberField};
use crate::machine::{State, StateKind};
use crate::trace::EventKind;
use crate::visit::{Field, ScopeKind};

/// How many iterations of an inline Map run at a time at the most (rule K9).
const INLINE_CEILING: usize = 40;

impl Execution {
    /// Finds the items and starts as many iterations as may run at a time.
    pub(crate) fn start_map(&mut self, strand: StrandId, state: &State, map: &Map) {
        match self.prepare_map(strand, state, map) {
            Ok((items, limit, input)) => {
                let length = u32::try_from(items.len()).unwrap_or(u32::MAX);
                self.record(strand, EventKind::MapStateStarted { length });
                self.open_attempt(strand);
                self.set_children(strand, items.len(), items, limit, input);
                self.start_iterations(strand, state);
            }
            Err(failure) => self.fail_strand(strand, failure),
        }
    }

    /// Starts iterations up to the limit; without any items the state is done at once (rule K11).
    pub(crate) fn start_iterations(&mut self, strand: StrandId, state: &State) {
        let StateKind::Map(map) = &state.kind else {
            return;
        };
        let Some(level) = map.processor else {
            let cause = "The Map state has no ItemProcessor to run.";
            return self.fail_strand(strand, Failure::runtime(self.located(strand, cause)));
        };
        loop {
            let Some(children) = self
                .active_mut(strand)
                .and_then(|active| active.children.as_mut())
            else {
                return;
            };
            if children.outputs.is_empty() {
                return self.children_done(strand, state);
            }
            let index = children.next_item;
            if children.running.len() >= children.limit || index >= children.items.len() {
                return;
            }
            children.next_item += 1;
            let (item, input) = (children.items[index].clone(), children.input.clone());
            if let Err(failure) =
                self.start_iteration(strand, state, map, level, index, &item, &input)
            {
                return self.fail_strand(strand, failure);
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "an iteration is all of these")]
    fn start_iteration(
        &mut self,
        strand: StrandId,
        state: &State,
        map: &Map,
        level: crate::LevelId,
        index: usize,
        item: &Value,
        input: &Value,
    ) -> Result<(), Failure> {
        let number = u32::try_from(index).unwrap_or(u32::MAX);
        let context = map_item(index, item);
        let selected = self.select(strand, state, map, item, input, &context)?;
        let child = self.spawn(strand, level, ScopeKind::Iteration(number), Some(context));
        let previous = self.strands[strand.0].previous;
        let started = self.record_at(
            strand,
            previous,
            EventKind::MapIterationStarted { index: number },
        );
        self.strands[child.0].previous = started;
        self.enter_level(child, selected);
        Ok(())
    }

    /// `ItemSelector` over the Map's effective input; without one, the item itself (rule K7).
    fn select(
        &mut self,
        strand: StrandId,
        state: &State,
        map: &Map,
        item: &Value,
        input: &Value,
        context: &Value,
    ) -> Result<Value, Failure> {
        let Some(selector) = &map.item_selector else {
            return Ok(item.clone());
        };
        let around = self.strands[strand.0].map_context.replace(context.clone());
        let selected = self.template(strand, state, selector, input);
        self.strands[strand.0].map_context = around;
        let selected = selected?;
        self.note(strand, Field::ItemSelector, &selected);
        Ok(selected)
    }

    fn prepare_map(
        &mut self,
        strand: StrandId,
        state: &State,
        map: &Map,
    ) -> Result<(Array, usize, Value), Failure> {
        let input = self.after_input_path(strand, state)?;
        let limit = self.concurrency(strand, state, map, &input)?;
        let items = self.items(strand, state, map, &input)?;
        Ok((items, limit, input))
    }

    /// `ItemsPath` over the effective input: it has to find an array (rule K4).
    fn items(
        &mut self,
        strand: StrandId,
        state: &State,
        map: &Map,
        input: &Value,
    ) -> Result<Array, Failure> {
        let (value, text) = match &map.items_path {
            None => (input.clone(), "$"),
            Some(path) => {
                let value = self.path(strand, state, path, input).map_err(|error| {
                    let cause = format!("Invalid path '{}' : {error}", path.text);
                    Failure::runtime(self.located(strand, &cause))
                })?;
                self.note(strand, Field::Items, &value);
                (value, &*path.text)
            }
        };
        match value {
            Value::Array(items) => Ok(items),
            _ => {
                let cause = format!("Reference path \"{text}\" must point to array.");
                Err(Failure::runtime(self.located(strand, &cause)))
            }
        }
    }

    /// `MaxConcurrency` or `MaxConcurrencyPath`; 0 stands for as many as possible.
    fn concurrency(
        &self,
        strand: StrandId,
        state: &State,
        map: &Map,
        input: &Value,
    ) -> Result<usize, Failure> {
        let number = match &map.max_concurrency {
            None => 0,
            Some(NumberField::Literal(value)) => value.as_i64().unwrap_or_default(),
            Some(NumberField::Path(path)) => {
                let value = self.path(strand, state, path, input).map_err(|error| {
                    Failure::runtime(
                        self.located(strand, &format!("Invalid path '{}' : {error}", path.text)),
                    )
                })?;
                value.as_i64().ok_or_else(|| {
                    let shown = value.as_str().map_or_else(|| value.to_json(), str::to_owned);
                    let cause = format!(
                        "The MaxConcurrencyPath field refers to value \"{shown}\" which is not a valid integer: {}",
                        path.text
                    );
                    Failure::runtime(self.located(strand, &cause))
                })?
            }
        };
        Ok(match usize::try_from(number) {
            Ok(limit @ 1..INLINE_CEILING) => limit,
            _ => INLINE_CEILING,
        })
    }
}
