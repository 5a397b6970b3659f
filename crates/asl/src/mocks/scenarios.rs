//! Scenario files: named scenarios beside one definition, with what is expected of them.
//!
//! A list of scenarios, or an object with `definition` (a path) and `scenarios`. A scenario has a
//! `name`, and may have an `input`, `outcomes` in the plain form, a `type` (STANDARD or EXPRESS), the `objects` in
//! buckets that an `ItemReader` can read (`[{"bucket", "key", "body"}]`), a `seed`, and under `expect` any of
//! `status`, `output`, `error` and `cause`.

use asl_engine::{Scenario, StoredObject};
use asl_query::Value;
use serde_json::{Map, Value as Json, json};

use super::{Expected, MocksError, Outcomes, fault, plain};

/// A file of scenarios.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScenarioFile {
    /// The path of the definition, where the file names it.
    pub definition: Option<String>,
    /// The scenarios, in order.
    pub scenarios: Vec<NamedScenario>,
}

/// One scenario of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NamedScenario {
    /// Its name.
    pub name: String,
    /// Its input, where it has one of its own.
    pub input: Option<Value>,
    /// Its outcomes by state name.
    pub outcomes: Outcomes,
    /// Its seed.
    pub seed: Option<u64>,
    /// The state machine is an Express one.
    pub express: bool,
    /// The objects in buckets.
    pub objects: Vec<StoredObject>,
    /// What is expected of it.
    pub expected: Expected,
}

impl NamedScenario {
    /// As the engine takes it, with `input` where it has none of its own.
    pub fn scenario(&self, input: Option<&Value>) -> Scenario {
        let defaults = Scenario::default();
        Scenario {
            name: self.name.clone(),
            input: self
                .input
                .as_ref()
                .or(input)
                .unwrap_or(&defaults.input)
                .clone(),
            outcomes: self.outcomes.clone(),
            express: self.express,
            objects: self.objects.clone(),
            seed: self.seed.unwrap_or(defaults.seed),
            ..defaults
        }
    }
}

/// Reads a file of scenarios.
pub fn parse_scenarios(text: &str) -> Result<ScenarioFile, MocksError> {
    let value: Json = serde_json::from_str(text)
        .map_err(|error| fault("", format!("The scenarios are not JSON: {error}.")))?;
    let (definition, list) = match &value {
        Json::Array(list) => (None, list),
        Json::Object(fields) => match fields.get("scenarios").and_then(Json::as_array) {
            Some(list) => (word(fields, "definition", "")?, list),
            None => return Err(fault("", "A scenario file has a list of 'scenarios'.")),
        },
        _ => return Err(fault("", "A scenario file is a list of scenarios.")),
    };
    let scenarios = list
        .iter()
        .enumerate()
        .map(|(index, entry)| scenario(entry, &format!("[{index}]")));
    Ok(ScenarioFile {
        definition,
        scenarios: scenarios.collect::<Result<_, _>>()?,
    })
}

/// Writes scenarios as a list, each with what it has.
pub fn write_scenarios(scenarios: &[NamedScenario]) -> Json {
    Json::Array(scenarios.iter().map(entry).collect())
}

fn entry(scenario: &NamedScenario) -> Json {
    let mut fields = Map::from_iter([("name".to_owned(), Json::from(scenario.name.as_str()))]);
    let mut put = |key: &str, value: Option<Json>| {
        fields.extend(value.map(|value| (key.to_owned(), value)));
    };
    let Expected {
        status,
        output,
        error,
        cause,
    } = &scenario.expected;
    put("input", scenario.input.as_ref().map(Json::from));
    put("type", scenario.express.then(|| "EXPRESS".into()));
    put("seed", scenario.seed.map(Json::from));
    let outcomes = plain::write(&scenario.outcomes);
    put(
        "outcomes",
        (!scenario.outcomes.is_empty()).then_some(outcomes),
    );
    let object = |object: &StoredObject| json!({ "bucket": &*object.bucket, "key": &*object.key, "body": &*object.body });
    let objects = scenario.objects.iter().map(object).collect();
    put(
        "objects",
        (!scenario.objects.is_empty()).then_some(Json::Array(objects)),
    );
    let text = |text: &Option<String>| text.as_deref().map(Json::from);
    let expected = [
        ("status", text(status)),
        ("output", output.as_ref().map(Json::from)),
        ("error", text(error)),
        ("cause", text(cause)),
    ];
    let expected = expected
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?)));
    put(
        "expect",
        (!scenario.expected.is_open()).then(|| Json::Object(expected.collect())),
    );
    Json::Object(fields)
}

fn scenario(entry: &Json, place: &str) -> Result<NamedScenario, MocksError> {
    let fields = object(entry, place)?;
    let name =
        word(fields, "name", place)?.ok_or_else(|| fault(place, "A scenario has a 'name'."))?;
    let outcomes = match fields.get("outcomes") {
        Some(outcomes) => plain::parse(object(outcomes, &format!("{place}.outcomes"))?)?,
        None => Outcomes::new(),
    };
    let expected = match fields.get("expect") {
        Some(expected) => expectation(object(expected, &format!("{place}.expect"))?, place)?,
        None => Expected::default(),
    };
    let seed = fields.get("seed").map(|seed| {
        seed.as_u64()
            .ok_or_else(|| fault(place, "'seed' is a whole number, 0 or more."))
    });
    let input = fields.get("input").map(|input| input.clone().into());
    Ok(NamedScenario {
        name,
        input,
        outcomes,
        seed: seed.transpose()?,
        express: is_express(fields, place)?,
        objects: objects(fields, place)?,
        expected,
    })
}

fn is_express(fields: &Map<String, Json>, place: &str) -> Result<bool, MocksError> {
    match word(fields, "type", place)?.as_deref() {
        None | Some("STANDARD") => Ok(false),
        Some("EXPRESS") => Ok(true),
        Some(_) => Err(fault(place, "'type' is STANDARD or EXPRESS.")),
    }
}

fn objects(fields: &Map<String, Json>, place: &str) -> Result<Vec<StoredObject>, MocksError> {
    let Some(list) = fields.get("objects") else {
        return Ok(Vec::new());
    };
    let place = format!("{place}.objects");
    let Some(list) = list.as_array() else {
        return Err(fault(place, "The objects are a list."));
    };
    let stored = |(index, entry): (usize, &Json)| {
        let place = format!("{place}[{index}]");
        let fields = object(entry, &place)?;
        let text = |key: &str| {
            let found = word(fields, key, &place)?;
            found.ok_or_else(|| fault(&place, "An object has a 'bucket', a 'key' and a 'body'."))
        };
        Ok(StoredObject {
            bucket: text("bucket")?.into(),
            key: text("key")?.into(),
            body: text("body")?.into(),
        })
    };
    list.iter().enumerate().map(stored).collect()
}

fn expectation(fields: &Map<String, Json>, place: &str) -> Result<Expected, MocksError> {
    let known = ["status", "output", "error", "cause"];
    if let Some(unknown) = fields.keys().find(|key| !known.contains(&key.as_str())) {
        return Err(fault(
            format!("{place}.expect"),
            format!(
                "'{unknown}' is not known here. Known are {}.",
                known.join(", ")
            ),
        ));
    }
    Ok(Expected {
        status: word(fields, "status", place)?,
        output: fields.get("output").map(|output| output.clone().into()),
        error: word(fields, "error", place)?,
        cause: word(fields, "cause", place)?,
    })
}

fn word(fields: &Map<String, Json>, key: &str, place: &str) -> Result<Option<String>, MocksError> {
    match fields.get(key) {
        None => Ok(None),
        Some(Json::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(fault(place, format!("'{key}' is text."))),
    }
}

fn object<'v>(value: &'v Json, place: &str) -> Result<&'v Map<String, Json>, MocksError> {
    value
        .as_object()
        .ok_or_else(|| fault(place, "An object is expected here."))
}
