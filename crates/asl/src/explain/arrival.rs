//! How a value came into a state: out of the state before, out of the Map or Parallel state around, or from outside.

use asl_engine::{Field, ScopeId, ScopeKind, StateKind, VisitId};
use asl_query::Step;
use asl_syntax::Document;

use super::field::{self, before_work};
use super::{Origin, Spot, Stage};
use crate::Run;

/// Where a visit's input comes from.
pub(super) fn input(run: &Run, document: &Document, visit: VisitId, way: &[Step]) -> Origin {
    if let Some(before) = predecessor(run, visit) {
        let name = run
            .visit(before)
            .map_or("", |before| run.name(before.state));
        return Origin::taken(
            format!("It is what {name} passed on."),
            Spot::flow(before, Field::Output, way),
        );
    }
    let around = run.visit(visit).and_then(|visit| {
        let scope = run.trace.scopes.get(visit.scope.0 as usize)?;
        Some((scope.kind, scope.parent))
    });
    match around {
        Some((ScopeKind::Branch(_), Some(parent))) => Origin::taken(
            "Every branch begins with the Parallel state's input.",
            Spot::flow(parent, before_work(run, parent), way),
        ),
        Some((ScopeKind::Iteration(index), Some(parent))) => {
            item(run, document, parent, index, way)
        }
        _ => Origin::taken(
            "The execution begins with its input.",
            Spot {
                stage: Stage::ExecutionInput,
                way: way.to_vec(),
            },
        ),
    }
}

/// The output of a strand of a Map or Parallel state: that of its last state.
pub(super) fn strand_output(run: &Run, visit: VisitId, index: usize, way: &[Step]) -> Option<Spot> {
    let strands = (0..).map(ScopeId).zip(&run.trace.scopes);
    // After a retry there are several of one index; the last one counts.
    let (scope, _) = strands
        .filter(|(_, scope)| scope.parent == Some(visit))
        .filter(|(_, scope)| match scope.kind {
            ScopeKind::Branch(at) | ScopeKind::Iteration(at) => at as usize == index,
            ScopeKind::Execution => false,
        })
        .last()?;
    let visits = (0..).map(VisitId).zip(&run.trace.visits);
    let (last, _) = visits.filter(|(_, entry)| entry.scope == scope).last()?;
    Some(Spot::flow(last, Field::Output, way))
}

/// The visit of the same strand that led to this one.
fn predecessor(run: &Run, visit: VisitId) -> Option<VisitId> {
    let entry = run.visit(visit)?;
    let mut earlier = (0..visit.0).rev().map(VisitId);
    earlier.find(|earlier| {
        run.visit(*earlier)
            .is_some_and(|other| other.scope == entry.scope && other.next == Some(entry.state))
    })
}

/// The input of an iteration: made by `ItemSelector`, or the item itself.
fn item(run: &Run, document: &Document, map: VisitId, index: u32, way: &[Step]) -> Origin {
    let Some(StateKind::Map(fields)) = run.defined(map).map(|state| &state.kind) else {
        return Origin::here("It is an item of the Map state.");
    };
    if fields.batcher.is_some() {
        return Origin::here("ItemBatcher put it together with other items into a batch.");
    }
    if fields.item_selector.is_some() {
        return field::item_selector(run, document, map, index, way);
    }
    match items(run, map, index, way) {
        Some(spot) => Origin::taken(
            format!("It is item {} of the Map state.", u64::from(index) + 1),
            spot,
        ),
        None => Origin::here("The Map state read it from its ItemReader."),
    }
}

/// An item of a Map state, in the array that it goes through.
pub(super) fn items(run: &Run, map: VisitId, index: u32, way: &[Step]) -> Option<Spot> {
    let field = if run.flow_value(map, Field::Items).is_some() {
        Field::Items
    } else {
        before_work(run, map)
    };
    let mut spot = Spot::flow(map, field, &[Step::Index(index as usize)]);
    spot.way.extend_from_slice(way);
    run.value_at(&spot).is_some().then_some(spot)
}
