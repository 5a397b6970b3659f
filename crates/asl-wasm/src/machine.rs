//! A state machine, read once and run as often as one likes.

use std::sync::Arc;

use asl::{Analysis, Document, Limits, LineIndex};
use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::diagnostics::Diagnostic;
use crate::graph::{Graph, GraphOptions};
use crate::json;
use crate::options::RunOptions;
use crate::scenario::Scenario;

/// A state machine, read from the text of its definition.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Machine {
    pub(crate) analysis: Analysis,
}

/// A part of the definition, in UTF-16 code units: the offsets of JavaScript's strings.
#[derive(Debug, Serialize, Tsify)]
pub struct TextRange {
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

#[wasm_bindgen]
impl Machine {
    /// Reads a definition: JSON, JSON with comments, or YAML. Never throws: `diagnostics` says what is wrong.
    #[wasm_bindgen(constructor)]
    pub fn new(definition: &str) -> Self {
        Self {
            analysis: asl::compile(Document::parse(definition)),
        }
    }

    /// What is wrong with the definition, in the order of the text. `playstate/jsonpath` has no validator: it finds
    /// what breaks the syntax.
    #[wasm_bindgen(getter, unchecked_return_type = "Diagnostic[]")]
    pub fn diagnostics(&self) -> Result<JsValue, JsError> {
        let lines = LineIndex::new(&self.analysis.document.text);
        let found = found(&self.analysis);
        let found = found.iter().map(|found| Diagnostic::new(found, &lines));
        json::object_of(&found.collect::<Vec<_>>())
    }

    /// Whether it can be run: it parses, and its `StartAt` names a state.
    #[wasm_bindgen(getter)]
    pub fn runnable(&self) -> bool {
        self.analysis.runnable
    }

    /// Whether the definition, or a state of it, is in JSONata, which `playstate/jsonpath` cannot run.
    #[wasm_bindgen(getter, js_name = usesJsonata)]
    pub fn uses_jsonata(&self) -> bool {
        self.analysis.uses_jsonata
    }

    /// Where the state with a path stands in the definition; `null` where there is none.
    #[wasm_bindgen(js_name = placeOf, unchecked_return_type = "TextRange | null")]
    pub fn place_of(&self, path: &str) -> Result<JsValue, JsError> {
        let mut states = self.analysis.machine.states.iter();
        let lines = LineIndex::new(&self.analysis.document.text);
        let found = states.find(|state| *state.path == *path);
        json::object_of(&found.map(|state| TextRange {
            start: lines.utf16(state.name_span.start),
            end: lines.utf16(state.span.end),
        }))
    }

    /// The diagram: where every state and edge stands, and what is written on them.
    #[wasm_bindgen(unchecked_return_type = "Graph")]
    pub fn graph(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "GraphOptions")] options: JsValue,
    ) -> Result<JsValue, JsError> {
        let machine = &self.analysis.machine;
        let diagram = GraphOptions::from_js(options)?.diagram(machine);
        json::object_of(&Graph::new(machine, &diagram))
    }

    /// Runs it to its end on a virtual clock. Throws when the definition cannot be run, or an option cannot be used;
    /// an execution that fails is a result. With `tasks` it is a promise of the run.
    #[wasm_bindgen(skip_typescript)]
    pub fn run(&self, options: JsValue) -> Result<JsValue, JsError> {
        #[cfg(feature = "tasks")]
        if let Some(run) = self.run_with_functions(&options)? {
            return Ok(run);
        }
        Ok(self.scenario(options)?.run().into())
    }

    /// The same in two steps, for a run that is repeated: the options are read once. Throws as `run` does.
    pub fn scenario(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RunOptions")] options: JsValue,
    ) -> Result<Scenario, JsError> {
        let (scenario, limits) = self.given(options)?;
        let machine = Arc::clone(&self.analysis.machine);
        Ok(Scenario::new(machine, scenario, limits))
    }
}

impl Machine {
    pub(crate) fn given(&self, options: JsValue) -> Result<(asl::Scenario, Limits), JsError> {
        if !self.analysis.runnable {
            return Err(JsError::new(
                "the definition cannot be run: `diagnostics` says what is wrong with it",
            ));
        }
        if self.analysis.uses_jsonata && !cfg!(feature = "jsonata") {
            return Err(JsError::new(
                "the definition uses JSONata, which this build leaves out: import \"playstate\"",
            ));
        }
        let options = RunOptions::from_js(options)?;
        let limits = options.limits();
        Ok((options.scenario(&self.analysis.machine)?, limits))
    }
}

#[cfg(feature = "check")]
fn found(analysis: &Analysis) -> Vec<asl::Diagnostic> {
    asl::diagnose(&analysis.document)
}

#[cfg(not(feature = "check"))]
fn found(analysis: &Analysis) -> Vec<asl::Diagnostic> {
    analysis.diagnostics.clone()
}

#[cfg(feature = "tasks")]
#[wasm_bindgen(typescript_custom_section)]
const RUN: &str = r#"
export interface Machine {
    /**
     * Runs it with tasks that are functions, which may be asynchronous. The virtual clock stands still while a promise is
     * pending; tasks of branches and iterations that are begun at the same virtual time run side by side. Tasks without
     * a function get the outcome of `mocks`, or their service's plausible default.
     */
    run(options: RunOptions & { tasks: Tasks }): Promise<Run>;
    /**
     * Runs it to its end on a virtual clock. Throws when the definition cannot be run, or an option cannot be used; an
     * execution that fails is a result.
     */
    run(options?: RunOptions): Run;
}
"#;

#[cfg(not(feature = "tasks"))]
#[wasm_bindgen(typescript_custom_section)]
const RUN: &str = r#"
export interface Machine {
    /**
     * Runs it to its end on a virtual clock. Throws when the definition cannot be run, or an option cannot be used; an
     * execution that fails is a result.
     */
    run(options?: RunOptions): Run;
}
"#;
