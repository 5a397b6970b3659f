//! The session as a link carries it, and back: what was written, how it runs, and the place in the run.

use std::sync::Arc;

use asl::Timestamp;
use asl_share::{LinkError, Options, Situation};
use serde_json::{Map, Value};

use super::breaks::Breaks;
use super::examples::Example;
use super::scenario::Scenario;
use super::selection::Selection;
use super::session::Session;

/// What the page calls what came by a link.
const TITLE: &str = "Shared link";

/// A place in a run, and what is looked at there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// How many events have happened; 0 and 1 are the beginning.
    pub at: u32,
    /// How fast it plays, where that is said.
    pub speed: Option<f64>,
    /// What is looked at.
    pub selection: Selection,
    /// What playing stops at.
    pub breaks: Breaks,
    /// The names of the tabs in front.
    pub tabs: Vec<String>,
}

/// What a link carries, ready to be opened.
#[derive(Debug)]
pub struct Opened {
    /// The situation, in the form of an example.
    pub example: Arc<Example>,
    /// The place in the run.
    pub place: Place,
    /// What could not be taken over, as sentences.
    pub notes: Vec<String>,
}

/// Reads a link.
pub fn open(link: &str) -> Result<Opened, LinkError> {
    let situation = asl_share::decode(link)?;
    let mut notes = Vec::new();
    let mut scenarios: Vec<Scenario> = Vec::new();
    for shared in situation.scenarios {
        let name = shared.name.clone();
        match scenario(shared, &situation.options) {
            Ok(scenario) => scenarios.push(scenario),
            Err(error) => {
                notes.push(format!("The scenario “{name}” cannot be read: {error}"));
                scenarios.push(Scenario::plain());
            }
        }
    }
    if scenarios.is_empty() {
        scenarios.push(with_options(Scenario::plain(), &situation.options));
    }
    tell_apart(&mut scenarios);
    let opens = super::num::index(situation.scenario).min(scenarios.len() - 1);
    let tabs = situation.view.tabs.clone();
    let place = Place {
        at: situation.at.unwrap_or(0),
        speed: situation.options.speed,
        selection: Selection::of(situation.select, situation.view),
        breaks: Breaks {
            states: situation.breakpoints.into_iter().map(Arc::from).collect(),
            errors: situation.pause_on_errors,
            tasks: situation.pause_on_tasks,
        },
        tabs,
    };
    let input = Some(situation.input).filter(|input| !input.is_empty());
    let example = Example {
        id: id(link),
        title: TITLE.to_owned(),
        definition: situation.definition.into(),
        input: input.unwrap_or_else(|| "{}".to_owned()).into(),
        scenarios,
        opens,
        link: Some(link.to_owned()),
    };
    Ok(Opened {
        example: Arc::new(example),
        place,
        notes,
    })
}

/// The link of what a text is: a link itself, or a file that was saved instead of one; `None` for anything else.
pub fn within(text: &str) -> Option<Result<String, String>> {
    let text = text.trim();
    if !text.starts_with('{') {
        return asl_share::is_link(text).then(|| Ok(fragment(text)));
    }
    let json: Value = serde_json::from_str(text).ok()?;
    if asl::is_test_state_call(&json) {
        return None;
    }
    // Files of scenarios name the path of a definition as well.
    let is_definition = |text: &str| text.contains(char::is_whitespace) || text.starts_with('{');
    json.get("definition")
        .and_then(Value::as_str)
        .filter(|text| is_definition(text))?;
    let situation = Situation::from_json(json);
    Some(
        situation
            .and_then(|situation| asl_share::encode(&situation).map_err(|error| error.to_string())),
    )
}

fn fragment(link: &str) -> String {
    match link.find('#') {
        Some(start) => link.get(start..).unwrap_or_default().to_owned(),
        None => format!("#{link}"),
    }
}

/// A name for what a link carries: its checksum.
pub fn id(link: &str) -> String {
    let payload = link.rsplit('.').next().unwrap_or_default();
    format!("link-{}", payload.chars().take(6).collect::<String>())
}

/// What a link of a session at a place carries.
pub fn situation(session: &Session, place: &Place) -> Situation {
    let is_plain = session.scenarios().eq([&Scenario::plain()]);
    let scenarios = session.scenarios().filter(|_| !is_plain).map(shared);
    let (select, mut view) = place.selection.parts();
    view.tabs.clone_from(&place.tabs);
    let setting = &session.scenario().setting;
    Situation {
        definition: session.definition.to_string(),
        input: session.shared_input().to_string(),
        scenarios: scenarios.collect(),
        scenario: super::num::len(session.active()),
        options: Options {
            execution_name: setting.execution_name.clone(),
            machine_name: setting.machine_name.clone(),
            speed: place
                .speed
                .filter(|speed| (speed - 1.0).abs() > f64::EPSILON),
            ..Options::default()
        },
        breakpoints: place
            .breaks
            .states
            .iter()
            .map(ToString::to_string)
            .collect(),
        pause_on_errors: place.breaks.errors,
        pause_on_tasks: place.breaks.tasks,
        at: Some(place.at).filter(|at| *at > 1),
        select,
        view,
    }
}

fn shared(scenario: &Scenario) -> asl_share::Scenario {
    let mut rest = Map::new();
    if let Value::Object(fields) = scenario.entry() {
        rest.extend(fields.into_iter().filter(|(name, _)| name != "name"));
    }
    if let Some(time) = scenario.setting.start_time {
        rest.insert("startTime".to_owned(), asl::timestamp(time).into());
    }
    asl_share::Scenario {
        name: scenario.name.to_string(),
        input: scenario.input.as_deref().map(ToOwned::to_owned),
        rest,
    }
}

fn scenario(shared: asl_share::Scenario, options: &Options) -> Result<Scenario, String> {
    let mut entry = shared.rest;
    let start_time = entry
        .get("startTime")
        .and_then(Value::as_str)
        .and_then(millis);
    entry.insert("name".to_owned(), shared.name.into());
    let mut scenario = Scenario::read(Value::Object(entry))?;
    scenario.input = shared.input.map(Arc::from);
    if start_time.is_some() {
        Arc::make_mut(&mut scenario.setting).start_time = start_time;
    }
    Ok(with_options(scenario, options))
}

/// The options of a link are for scenarios without their own.
fn with_options(mut scenario: Scenario, options: &Options) -> Scenario {
    let setting = Arc::make_mut(&mut scenario.setting);
    setting.express |= options.kind.as_deref() == Some("EXPRESS");
    setting.seed = setting.seed.or(options.seed);
    let start_time = options.start_time.as_deref().and_then(millis);
    setting.start_time = setting.start_time.or(start_time);
    setting.execution_name.clone_from(&options.execution_name);
    setting.machine_name.clone_from(&options.machine_name);
    scenario
}

fn millis(text: &str) -> Option<i64> {
    Timestamp::parse(text).map(Timestamp::millis)
}

/// Scenarios are told apart by their names, which a link made elsewhere may have twice.
fn tell_apart(scenarios: &mut [Scenario]) {
    for index in 1..scenarios.len() {
        let (before, rest) = scenarios.split_at_mut(index);
        let Some(scenario) = rest.first_mut() else {
            continue;
        };
        if before.iter().any(|other| other.name == scenario.name) {
            scenario.name = format!("{} ({})", scenario.name, index + 1).into();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::examples::first;
    use crate::state::outcomes::{Plan, Rule, Runs};
    use crate::state::session::{Change, update};

    fn link(json: Value) -> String {
        asl_share::encode(&Situation::from_json(json).unwrap()).unwrap()
    }

    /// What is shared opens again, and is shared as the same link.
    #[track_caller]
    fn check(session: &Session, place: &Place) -> Session {
        let link = asl_share::encode(&situation(session, place)).unwrap();
        let opened = open(&link).unwrap();
        assert_eq!(opened.notes, Vec::<String>::new());
        let again = Session::new(opened.example);
        assert_eq!(again.definition, session.definition);
        assert_eq!(again.scenario(), session.scenario());
        assert_eq!(again.input(), session.input());
        assert!(!again.is_edited());
        let again_link = asl_share::encode(&situation(&again, &opened.place)).unwrap();
        assert_eq!(again_link, link);
        again
    }

    #[test]
    fn a_session_and_its_place_come_back() {
        let mut session = Session::new(first());
        check(&session, &Place::default());
        let rule = Rule::new(
            Runs::item(1),
            Plan::fails("Glue.JobRunException", "no header"),
        );
        let state = "RunGlueJob".into();
        update(&mut session, Change::Plan { state, rule });
        update(&mut session, Change::Definition("{\"St".into()));
        update(&mut session, Change::Input("[1, // two\n".into()));
        let machine = asl::analyse(&first().definition).machine;
        let mut place = Place {
            at: 37,
            speed: Some(4.0),
            tabs: vec!["history".into()],
            ..Place::default()
        };
        place.selection.select(&machine, asl::StateId(1));
        place.selection.fold(&machine, asl::StateId(0));
        place.breaks.toggle(&machine, asl::StateId(2));
        place.breaks.tasks = true;
        let again = check(&session, &place);
        assert_eq!(again.active(), session.active());
        let link = asl_share::encode(&situation(&session, &place)).unwrap();
        assert_eq!(open(&link).unwrap().place, place);
    }

    #[test]
    fn a_plain_session_is_its_texts() {
        let link = link(serde_json::json!({"definition": "{}"}));
        let session = Session::new(open(&link).unwrap().example);
        assert_eq!(&**session.input(), "{}");
        assert!(situation(&session, &Place::default()).scenarios.is_empty());
    }

    #[test]
    fn options_are_for_scenarios_without_their_own() {
        let link = link(serde_json::json!({
            "definition": "{}",
            "scenarios": [{"name": "a", "seed": 1}, {"name": "a", "startTime": "2024-01-01T00:00:00Z"}, {}],
            "scenario": 9,
            "options": {"type": "EXPRESS", "seed": 5, "startTime": "2025-02-03T04:05:06Z", "executionName": "e", "speed": 3},
        }));
        let opened = open(&link).unwrap();
        let names: Vec<&str> = opened
            .example
            .scenarios
            .iter()
            .map(|scenario| &*scenario.name)
            .collect();
        assert_eq!(names, ["a", "a (2)", ""]);
        let settings: Vec<_> = opened
            .example
            .scenarios
            .iter()
            .map(|scenario| (scenario.setting.seed, scenario.setting.start_time))
            .collect();
        assert_eq!(
            settings,
            [
                (Some(1), Some(1_738_555_506_000)),
                (Some(5), Some(1_704_067_200_000)),
                (Some(5), Some(1_738_555_506_000))
            ]
        );
        assert_eq!(opened.example.opens, 2);
        let session = Session::new(opened.example);
        assert!(session.scenario().setting.express);
        assert_eq!(
            session.scenario().setting.execution_name.as_deref(),
            Some("e")
        );
        check(&session, &opened.place.clone());
    }

    #[test]
    fn what_cannot_be_read_is_said_and_the_rest_opens() {
        let link = link(
            serde_json::json!({"definition": "{}", "scenarios": [{"name": "odd", "outcomes": {"A": 1}}, {"name": "fine"}]}),
        );
        let opened = open(&link).unwrap();
        assert_eq!(opened.example.scenarios.len(), 2);
        assert!(opened.notes[0].contains("“odd”"), "{:?}", opened.notes);
    }

    #[test]
    fn links_and_files_are_told_from_other_texts() {
        let made = link(serde_json::json!({"definition": "{ }", "at": 3}));
        for text in [
            made.clone(),
            format!("https://example.com/{made} "),
            made[1..].to_owned(),
        ] {
            assert_eq!(within(&text), Some(Ok(made.clone())));
        }
        assert_eq!(within(r#"{"definition": "{ }", "at": 3}"#), Some(Ok(made)));
        assert!(within(r#"{"definition": "{ }", "at": "x"}"#).is_some_and(|read| read.is_err()));
        for text in [
            "",
            "{",
            "[]",
            r#"{"definition": "machine.asl.json", "scenarios": []}"#,
            r##"{"A": [{"Return": "#1.d.x"}]}"##,
        ] {
            assert_eq!(within(text), None, "{text}");
        }
    }

    #[test]
    fn every_link_has_its_id() {
        let one = link(serde_json::json!({"definition": "{}"}));
        let other = link(serde_json::json!({"definition": "[]"}));
        assert_ne!(id(&one), id(&other));
        assert_eq!(id("#1.d.5kbeQEOLk1oG2-paAA"), "link-5kbeQE");
    }
}
