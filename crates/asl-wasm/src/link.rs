//! Links to the playground: what they carry, and a run of it.

use asl_share::Situation;
use serde_json::{Map, Value as Json, json};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::json;

/// Reads a link to the playground: a URL, or the part from its `#` on. Throws when it is no link, or a damaged one.
#[wasm_bindgen(js_name = decodeLink, unchecked_return_type = "Situation")]
pub fn decode_link(link: &str) -> Result<JsValue, JsError> {
    let situation = asl_share::decode(link)?;
    json::value_of(&situation.to_json().to_string())
}

/// Makes a link: the part of a playground's URL from the `#` on. The same situation makes the same link everywhere.
#[wasm_bindgen(js_name = encodeLink)]
pub fn encode_link(
    #[wasm_bindgen(unchecked_param_type = "Situation")] situation: &JsValue,
) -> Result<String, JsError> {
    Ok(asl_share::encode(&read(situation)?)?)
}

/// What a machine's `run` takes to run a situation: that of its chosen scenario, or of another, by its index from 0.
/// Throws when the input is not JSON.
#[wasm_bindgen(js_name = runOptions, unchecked_return_type = "RunOptions")]
pub fn run_options(
    #[wasm_bindgen(unchecked_param_type = "Situation")] situation: &JsValue,
    scenario: Option<u32>,
) -> Result<JsValue, JsError> {
    let options = options(read(situation)?, scenario)?;
    json::value_of(&Json::Object(options).to_string())
}

fn read(situation: &JsValue) -> Result<Situation, JsError> {
    let text = json::text_of(situation, "the situation")?.unwrap_or_default();
    let wrong = |error: String| JsError::new(&format!("the situation: {error}"));
    let json: Json = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    Situation::from_json(json).map_err(wrong)
}

fn options(situation: Situation, scenario: Option<u32>) -> Result<Map<String, Json>, JsError> {
    let index = scenario.unwrap_or(situation.scenario) as usize;
    let chosen = situation.scenarios.into_iter().nth(index);
    let chosen = chosen.unwrap_or_default();
    let options = situation.options;
    let input = chosen.input.unwrap_or(situation.input);
    let own = |name: &str| chosen.rest.get(name).cloned();
    let time = own("startTime");
    let time = time.as_ref().and_then(Json::as_str);
    let given = [
        ("input", input_of(&input)?),
        ("mocks", Some(own("outcomes").unwrap_or_else(|| json!({})))),
        ("objects", Some(own("objects").unwrap_or_else(|| json!([])))),
        ("machineType", own("type").or(options.kind.map(Json::from))),
        ("seed", own("seed").or(options.seed.map(Json::from))),
        (
            "startTime",
            start_time(time.or(options.start_time.as_deref()))?,
        ),
        ("executionName", options.execution_name.map(Json::from)),
        ("machineName", options.machine_name.map(Json::from)),
    ];
    let given = given.into_iter();
    Ok(given
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect())
}

fn input_of(text: &str) -> Result<Option<Json>, JsError> {
    let input = asl::parse_input(text)
        .map_err(|found| JsError::new(&format!("input: {}", found.message)))?;
    Ok(Some(Json::from(&input)))
}

fn start_time(text: Option<&str>) -> Result<Option<Json>, JsError> {
    let Some(text) = text else { return Ok(None) };
    let time = js_sys::Date::parse(text);
    if time.is_nan() {
        return Err(JsError::new(&format!("startTime: {text} is not a time")));
    }
    Ok(Some(Json::from(time)))
}

#[wasm_bindgen(typescript_custom_section)]
const SITUATION: &str = r#"
/** What a link carries: what was written, how it runs, and what is looked at. */
export interface Situation {
    /** The definition as it was typed. */
    definition: string;
    /** The input as it was typed, for scenarios without their own. */
    input?: string;
    /** The named scenarios. */
    scenarios?: SituationScenario[];
    /** Which of the scenarios is taken, from 0. */
    scenario?: number;
    /** What differs from the defaults. */
    options?: {
        type?: MachineType;
        /** RFC 3339. */
        startTime?: string;
        seed?: number;
        executionName?: string;
        machineName?: string;
        /** How fast it plays: 2 is twice as fast. */
        speed?: number;
    };
    /** The paths of the states at which the run pauses. */
    breakpoints?: string[];
    /** Whether the run pauses at errors. */
    pauseOnErrors?: boolean;
    /** Whether the run pauses at tasks, before their outcomes. */
    pauseOnTasks?: boolean;
    /** How many events have happened; absent for a run that has not been moved through. */
    at?: number;
    /** The selected state's path. */
    select?: string;
    /** How it is looked at. */
    view?: { turn?: number; items?: { [path: string]: number }; collapsed?: string[]; tabs?: string[] };
}

/** A named scenario of a situation. */
export interface SituationScenario {
    name: string;
    /** Its input as it was typed, where it has one of its own. */
    input?: string;
    /** Its outcomes by state name, as `mocks` takes them. */
    outcomes?: { [state: string]: unknown };
    objects?: StoredObject[];
    type?: MachineType;
    seed?: number;
    /** RFC 3339. */
    startTime?: string;
    expect?: { status?: string; output?: unknown; error?: string; cause?: string };
}
"#;
