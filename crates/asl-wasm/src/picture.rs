//! The diagram as a picture: the bytes that `asl render` writes.

use asl::{DiagramOptions, Run, Theme};
use serde::Deserialize;
use tsify::Tsify;
use wasm_bindgen::{JsError, JsValue};

use crate::json;

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
    pub(crate) fn from_js(options: JsValue) -> Result<Self, JsError> {
        json::options("the options of a picture", options)
    }
}

impl RunSvgOptions {
    pub(crate) fn from_js(options: JsValue) -> Result<Self, JsError> {
        json::options("the options of a picture", options)
    }
}

/// Draws a machine, bare or at a cursor of its run.
pub(crate) fn draw(machine: &asl::Machine, at: Option<(&Run, u32)>, colours: Colours) -> String {
    let diagram = asl::diagram(machine, &DiagramOptions::default(), &asl::approximate_width);
    match colours {
        Colours::Light => asl::render_svg(&diagram, at, Theme::Light),
        Colours::Dark => asl::render_svg(&diagram, at, Theme::Dark),
        Colours::Auto => asl::render_svg_adaptive(&diagram, at),
    }
}
