//! A state machine, read once and run as often as one likes.

use std::sync::Arc;

use asl::{Analysis, LineIndex};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::diagnostics::Diagnostic;
use crate::json;
use crate::options::RunOptions;
use crate::run::Run;
use crate::scenario::Scenario;

/// A state machine, read from the text of its definition.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Machine {
    analysis: Analysis,
}

#[wasm_bindgen]
impl Machine {
    /// Reads a definition: JSON, JSON with comments, or YAML. Never throws: `diagnostics` says what is wrong.
    #[wasm_bindgen(constructor)]
    pub fn new(definition: &str) -> Self {
        Self {
            analysis: asl::analyse(definition),
        }
    }

    /// What is wrong with the definition, in the order of the text.
    #[wasm_bindgen(getter, unchecked_return_type = "Diagnostic[]")]
    pub fn diagnostics(&self) -> Result<JsValue, JsError> {
        let lines = LineIndex::new(&self.analysis.document.text);
        let found = self.analysis.diagnostics.iter();
        let found: Vec<_> = found.map(|found| Diagnostic::new(found, &lines)).collect();
        json::object_of(&found)
    }

    /// Whether it can be run: it parses, and its `StartAt` names a state.
    #[wasm_bindgen(getter)]
    pub fn runnable(&self) -> bool {
        self.analysis.runnable
    }

    /// Runs it to its end on a virtual clock. Throws when the definition cannot be run, or an option cannot be used;
    /// an execution that fails is a result.
    pub fn run(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RunOptions")] options: JsValue,
    ) -> Result<Run, JsError> {
        Ok(self.scenario(options)?.run())
    }

    /// The same in two steps, for a run that is repeated: the options are read once. Throws as `run` does.
    pub fn scenario(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RunOptions")] options: JsValue,
    ) -> Result<Scenario, JsError> {
        if !self.analysis.runnable {
            return Err(JsError::new(
                "the definition cannot be run: `diagnostics` says what is wrong with it",
            ));
        }
        let machine = Arc::clone(&self.analysis.machine);
        let options = RunOptions::from_js(options)?;
        let limits = options.limits();
        let scenario = options.scenario(&machine)?;
        Ok(Scenario::new(machine, scenario, limits))
    }
}
