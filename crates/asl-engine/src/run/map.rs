//! The Map state: one iteration an item, so many at a time, the outputs in item order.

use std::sync::Arc;

use asl_query::{Array, EvalError, Object, Value};

use super::context::MapItem;
use super::evaluate::Reads;
use super::execution::Execution;
use super::failure::Failure;
use super::strand::StrandId;
use crate::fields::QueryLanguage;
use crate::machine::{LevelId, State, StateKind};
use crate::map_fields::Map;
use crate::trace::EventKind;
use crate::visit::{Field, ScopeKind};
use crate::world::World;

/// How many iterations run at a time at the most, inline and distributed (rule K9).
const CEILINGS: (usize, usize) = (40, 10_000);

/// What a Map state works on: its items, how they are wrapped for the iterations, and how many run
/// at a time.
pub(super) struct Prepared {
    pub(super) items: Array,
    /// The items are the members of an object.
    pub(super) members: bool,
    /// Each iteration's own item (or batch of items), before `ItemSelector`.
    pub(super) limit: usize,
    /// `MaxConcurrency` as the definition says it, 0 without.
    pub(super) max_concurrency: i64,
    pub(super) input: Value,
}

impl Execution {
    /// Finds the items and starts as many iterations as may run at a time.
    pub(crate) fn start_map(
        &mut self,
        strand: StrandId,
        state: &State,
        map: &Map,
        world: &mut dyn World,
    ) {
        let prepared = match self.prepare_map(strand, state, map) {
            Ok(prepared) => prepared,
            Err(failure) => return self.fail_strand(strand, failure),
        };
        if map.distributed {
            return self.start_map_run(strand, state, map, prepared, world);
        }
        let length = u32::try_from(prepared.items.len()).unwrap_or(u32::MAX);
        self.record(strand, EventKind::MapStateStarted { length });
        self.open_attempt(strand);
        let count = prepared.items.len();
        // Each leaves events, so that no more than this can start.
        self.strands.reserve(count.min(self.limits.events as usize));
        self.set_children(
            strand,
            count,
            prepared.items,
            prepared.limit,
            prepared.input,
        );
        let source = (!self.before(ITEM_SOURCES)).then(|| Arc::from(STATE_DATA));
        if let Some(children) = self.children_mut(strand) {
            children.members = prepared.members;
            children.source = source;
        }
        self.start_iterations(strand, state);
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
        if self
            .children(strand)
            .is_some_and(|children| children.outputs.is_empty())
        {
            return self.children_done(strand, state);
        }
        while let Some((index, item, input)) = self.next_item(strand) {
            if let Err(failure) =
                self.start_iteration(strand, state, map, level, (index, &item), &input)
            {
                return self.fail_strand(strand, failure);
            }
        }
    }

    /// The next item to start, if another iteration may run.
    fn next_item(&mut self, strand: StrandId) -> Option<(usize, Value, Value)> {
        let children = self.active_mut(strand)?.children.as_mut()?;
        let index = children.next_item;
        if children.running.len() >= children.limit {
            return None;
        }
        let item = children.items.get(index)?.clone();
        children.next_item += 1;
        Some((index, item, children.input.clone()))
    }

    fn start_iteration(
        &mut self,
        strand: StrandId,
        state: &State,
        map: &Map,
        level: LevelId,
        (index, item): (usize, &Value),
        input: &Value,
    ) -> Result<(), Failure> {
        let number = u32::try_from(index).unwrap_or(u32::MAX);
        if map.distributed {
            self.start_child_execution(strand, state, map, level, number, item.clone());
            return Ok(());
        }
        let (members, source) = self.children(strand).map_or((false, None), |children| {
            (children.members, children.source.as_ref())
        });
        let context = map_item(index, item, members).told_from(source);
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
    pub(crate) fn select(
        &mut self,
        strand: StrandId,
        state: &State,
        map: &Map,
        item: &Value,
        input: &Value,
        context: &MapItem,
    ) -> Result<Value, Failure> {
        let Some(selector) = &map.item_selector else {
            return Ok(item.clone());
        };
        let around = self.strands[strand.0].map_context.replace(context.clone());
        let selected = self.payload(strand, state, selector, "ItemSelector", Reads::input(input));
        self.strands[strand.0].map_context = around;
        let selected = selected?;
        self.note(strand, Field::ItemSelector, &selected);
        Ok(selected)
    }

    /// Evaluates the fields that say what a Map state works on.
    pub(super) fn prepare_map(
        &mut self,
        strand: StrandId,
        state: &State,
        map: &Map,
    ) -> Result<Prepared, Failure> {
        let input = self.after_input_path(strand, state)?;
        let ceiling = if map.distributed {
            CEILINGS.1
        } else {
            CEILINGS.0
        };
        let stated = self.integer_field(
            strand,
            state,
            map.max_concurrency.as_ref(),
            "MaxConcurrency",
            &input,
        )?;
        let limit = match stated.and_then(|limit| usize::try_from(limit).ok()) {
            Some(limit) if limit > 0 => limit.min(ceiling),
            _ => ceiling,
        };
        let (items, members) = match &map.reader {
            Some(_) => (Array::default(), false),
            None => self.items(strand, state, map, &input)?,
        };
        Ok(Prepared {
            items,
            members,
            limit,
            max_concurrency: stated.unwrap_or_default(),
            input,
        })
    }

    /// `ItemsPath` over the effective input: it has to find an array or an object (rules K4, K6). Answers the items,
    /// and whether they are the members of an object.
    fn items(
        &mut self,
        strand: StrandId,
        state: &State,
        map: &Map,
        input: &Value,
    ) -> Result<(Array, bool), Failure> {
        if state.io.language == QueryLanguage::Jsonata {
            return self.jsonata_items(strand, state, map, input);
        }
        let (value, text) = match &map.items_path {
            None => (input.clone(), "$"),
            Some(path) => {
                let value = self.required_path(strand, state, path, input)?;
                self.note(strand, Field::Items, &value);
                (value, &*path.text)
            }
        };
        if let Some(items) = self.iterable(map, &value) {
            Ok(items)
        } else {
            let path = text.strip_prefix('$').filter(|path| path.starts_with('$'));
            let path = path.unwrap_or(text);
            let cause = format!("Reference path \"{path}\" must point to array.");
            Err(Failure::runtime(self.located(strand, &cause)))
        }
    }

    /// The items of an array; of a distributed Map, since September 2025, also the members of an object as
    /// `{"Key", "Value"}`. Recorded in December of that year: an inline Map refuses objects, whatever the guide says.
    fn iterable(&self, map: &Map, value: &Value) -> Option<(Array, bool)> {
        match value {
            Value::Array(items) => Some((items.clone(), false)),
            Value::Object(members) if self.takes_objects(map) => {
                let pair = |(key, value): (&Arc<str>, &Value)| {
                    let fields = [
                        (Arc::from("Key"), Value::String(Arc::clone(key))),
                        (Arc::from("Value"), value.clone()),
                    ];
                    Value::Object(fields.into_iter().collect::<Object>())
                };
                Some((members.iter().map(pair).collect(), true))
            }
            _ => None,
        }
    }

    fn takes_objects(&self, map: &Map) -> bool {
        map.distributed && !self.before(ITEM_SOURCES)
    }

    /// `Items`, or the input: it has to be an array or an object (rules K5, K6).
    fn jsonata_items(
        &mut self,
        strand: StrandId,
        state: &State,
        map: &Map,
        input: &Value,
    ) -> Result<(Array, bool), Failure> {
        let value = match &map.items {
            Some(template) => {
                let objects = self.takes_objects(map);
                let is_array = |value: &Value| {
                    value.as_array().is_some() || objects && value.as_object().is_some()
                };
                let reads = Reads::input(input);
                let value = self.typed_jsonata(
                    strand,
                    state,
                    template,
                    ("Items", "array"),
                    reads,
                    is_array,
                )?;
                self.note(strand, Field::Items, &value);
                value
            }
            None => input.clone(),
        };
        if let Some(items) = self.iterable(map, &value) {
            return Ok(items);
        }
        let error = EvalError::query(format!("Map state input must be an array but was: {value}"));
        Err(self.query_failure(strand, &error))
    }
}

/// An item as the context object tells it.
pub(super) fn map_item(index: usize, item: &Value, members: bool) -> MapItem {
    if members {
        MapItem::member(index, item)
    } else {
        MapItem::new(index, item)
    }
}

/// `Map.Item.Source` of items that stand in the state's input (rule M4).
pub(super) const STATE_DATA: &str = "STATE_DATA";

/// 2025-09-01: since then a distributed Map iterates over objects, and the context object tells where an item comes from.
pub(super) const ITEM_SOURCES: i64 = 1_756_684_800_000;
