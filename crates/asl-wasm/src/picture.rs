//! The diagram as a picture: the bytes that `asl render` writes.

use asl::{DiagramOptions, Theme};
use serde::Deserialize;
use tsify::Tsify;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::json;
use crate::machine::Machine;
use crate::run::Run;

/// How a machine's picture looks.
#[derive(Debug, Default, Deserialize, Tsify)]
#[serde(default)]
pub struct SvgOptions {
    /// The colours, by default light.
    #[tsify(optional)]
    pub theme: Colours,
}

/// How a run's picture looks.
#[derive(Debug, Default, Deserialize, Tsify)]
#[serde(default)]
pub struct RunSvgOptions {
    /// After how many events, by default all.
    #[tsify(optional)]
    pub cursor: Option<u32>,
    /// The colours, by default light.
    #[tsify(optional)]
    pub theme: Colours,
}

/// The colours of a picture.
#[derive(Clone, Copy, Debug, Default, Deserialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum Colours {
    /// Light.
    #[default]
    Light,
    /// Dark.
    Dark,
    /// What its reader prefers.
    Auto,
}

impl SvgOptions {
    fn from_js(options: JsValue) -> Result<Self, JsError> {
        json::options("the options of a picture", options)
    }
}

impl RunSvgOptions {
    fn from_js(options: JsValue) -> Result<Self, JsError> {
        json::options("the options of a picture", options)
    }
}

/// Draws a machine, bare or at a cursor of its run.
fn draw(machine: &asl::Machine, at: Option<(&asl::Run, u32)>, colours: Colours) -> String {
    let diagram = asl::diagram(machine, &DiagramOptions::default(), &asl::approximate_width);
    match colours {
        Colours::Light => asl::render_svg(&diagram, at, Theme::Light),
        Colours::Dark => asl::render_svg(&diagram, at, Theme::Dark),
        Colours::Auto => asl::render_svg_adaptive(&diagram, at),
    }
}

#[wasm_bindgen]
impl Machine {
    /// The diagram as a picture that stands alone.
    pub fn svg(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "SvgOptions")] options: JsValue,
    ) -> Result<String, JsError> {
        let theme = SvgOptions::from_js(options)?.theme;
        Ok(draw(&self.analysis.machine, None, theme))
    }
}

#[wasm_bindgen]
impl Run {
    /// The diagram with the states as they are at a cursor, as a picture that stands alone.
    pub fn svg(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RunSvgOptions")] options: JsValue,
    ) -> Result<String, JsError> {
        let run = self.viewed();
        let options = RunSvgOptions::from_js(options)?;
        let at = options.cursor.unwrap_or(run.len()).min(run.len());
        Ok(draw(&self.machine, Some((run, at)), options.theme))
    }
}
