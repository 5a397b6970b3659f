//! The Parallel state: all branches at once, their outputs in definition order (rule K1).

use asl_query::{Array, Value};

use super::context::MapItem;
use super::execution::Execution;
use super::map_run::MapRun;
use super::strand::{Children, Strand, StrandId};
use crate::machine::{LevelId, State, StateKind};
use crate::trace::EventKind;
use crate::visit::{Attempt, AttemptEnd, Scope, ScopeId, ScopeKind, Status};

impl Execution {
    /// Starts every branch with the state's effective input.
    pub(crate) fn start_branches(&mut self, strand: StrandId, state: &State, branches: &[LevelId]) {
        let input = match self.effective_input(strand, state) {
            Ok(input) => input,
            Err(failure) => return self.fail_strand(strand, failure),
        };
        self.record(strand, EventKind::ParallelStateStarted);
        self.open_attempt(strand);
        self.set_children(
            strand,
            branches.len(),
            Array::default(),
            usize::MAX,
            input.clone(),
        );
        for (index, level) in (0_u32..).zip(branches) {
            let child = self.spawn(strand, *level, ScopeKind::Branch(index), None);
            self.enter_level(child, input.clone());
        }
        if branches.is_empty() {
            self.children_done(strand, state);
        }
    }

    /// A branch or an iteration has come to its end.
    pub(crate) fn child_succeeds(
        &mut self,
        parent: StrandId,
        child: StrandId,
        index: u32,
        output: Value,
    ) {
        let machine = std::sync::Arc::clone(&self.machine);
        let Some(state) = self.state(&machine, parent) else {
            return;
        };
        let last = self.strands[child.0].previous;
        if self.map_run(parent).is_some() {
            self.record(
                child,
                EventKind::ExecutionSucceeded {
                    output: output.clone(),
                },
            );
        } else {
            self.strands[parent.0].previous = last;
        }
        self.close_scope(child, Status::Succeeded);
        let is_iteration =
            matches!(state.kind, StateKind::Map(_)) && self.map_run(parent).is_none();
        let succeeded = is_iteration
            .then(|| self.record_at(parent, last, EventKind::MapIterationSucceeded { index }));
        let Some(children) = self.children_mut(parent) else {
            return;
        };
        children.stops_running(child);
        if let Some(slot) = children.outputs.get_mut(index as usize) {
            *slot = Some(output);
        }
        children.finished += 1;
        if let (true, Some(succeeded)) = (children.is_done(), succeeded) {
            self.strands[parent.0].previous = succeeded;
        }
        self.go_on_with_children(parent, state);
    }

    /// Ends a Parallel or Map state whose children have all ended, or starts more of them.
    pub(crate) fn go_on_with_children(&mut self, strand: StrandId, state: &State) {
        if self.children(strand).is_some_and(Children::is_done) {
            self.children_done(strand, state);
        } else if matches!(state.kind, StateKind::Map(_)) {
            self.start_iterations(strand, state);
        }
    }

    /// Every child has ended well: their outputs, in order, are the result. The Succeeded event
    /// leads nowhere: what follows has the same previous event.
    pub(crate) fn children_done(&mut self, strand: StrandId, state: &State) {
        let Some(children) = self
            .active_mut(strand)
            .and_then(|active| active.children.take())
        else {
            return;
        };
        if let Some(run) = children.map_run {
            let result: Value = children.outputs.into_iter().flatten().collect();
            return self.map_run_done(strand, state, &run, result);
        }
        let result: Value = children
            .outputs
            .into_iter()
            .map(Option::unwrap_or_default)
            .collect();
        let kind = match state.kind {
            StateKind::Map(_) => EventKind::MapStateSucceeded,
            _ => EventKind::ParallelStateSucceeded,
        };
        let previous = self.strands[strand.0].previous;
        self.record_at(strand, previous, kind);
        self.close_attempt(strand, AttemptEnd::Succeeded);
        self.finish_work(strand, state, result);
    }

    pub(crate) fn children(&self, strand: StrandId) -> Option<&Children> {
        self.active(strand)?.children.as_deref()
    }

    pub(crate) fn children_mut(&mut self, strand: StrandId) -> Option<&mut Children> {
        self.active_mut(strand)?.children.as_deref_mut()
    }

    pub(crate) fn map_run(&self, strand: StrandId) -> Option<&MapRun> {
        self.children(strand)?.map_run.as_ref()
    }

    /// Opens an attempt with the newest event.
    pub(crate) fn open_attempt(&mut self, strand: StrandId) {
        let attempt = Attempt {
            started: self.last_event(),
            started_at: self.clock,
            ended: None,
            ended_at: None,
            end: None,
            retry_at: None,
        };
        if let Some(visit) = self.visit_mut(strand) {
            // One is the rule, and a trace keeps as many lists as it has visits.
            visit.attempts.reserve_exact(1);
            visit.attempts.push(attempt);
        }
    }

    pub(crate) fn set_children(
        &mut self,
        strand: StrandId,
        count: usize,
        items: Array,
        limit: usize,
        input: Value,
    ) {
        if let Some(active) = self.active_mut(strand) {
            active.children = Some(Box::new(Children {
                running: Vec::new(),
                outputs: vec![None; count],
                finished: 0,
                items,
                next_item: 0,
                limit,
                members: false,
                source: None,
                input,
                map_run: None,
            }));
        }
    }

    /// A new strand below a strand's Parallel or Map state. It reads the variables around it.
    pub(crate) fn spawn(
        &mut self,
        parent: StrandId,
        level: LevelId,
        kind: ScopeKind,
        map_context: Option<MapItem>,
    ) -> StrandId {
        let scope = ScopeId(u32::try_from(self.trace.scopes.len()).unwrap_or(u32::MAX));
        let child = StrandId(self.strands.len());
        let around = &self.strands[parent.0];
        self.trace.scopes.push(Scope {
            kind,
            parent: around.active.as_ref().map(|active| active.visit),
            started: (self.clock, self.last_event()),
            ended: None,
            status: Status::Running,
        });
        let strand = Strand {
            scope,
            history: around.history,
            level,
            parent: Some((
                parent,
                match kind {
                    ScopeKind::Branch(index) | ScopeKind::Iteration(index) => index,
                    ScopeKind::Execution => 0,
                },
            )),
            previous: around.previous,
            variables: around.variables.clone(),
            map_context: map_context.or_else(|| around.map_context.clone()),
            child_execution: around.child_execution.clone(),
            active: None,
            upcoming: None,
        };
        self.strands.push(strand);
        if let Some(children) = self
            .active_mut(parent)
            .and_then(|active| active.children.as_mut())
        {
            children.running.push(child);
        }
        child
    }
}
