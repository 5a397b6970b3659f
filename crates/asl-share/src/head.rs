//! A situation as JSON: the head of a link, and a file.
//!
//! What is not known is left out, so that a later version may say more. By hand instead of by derives: a page downloads it.

use serde_json::{Map, Value};

use crate::{Options, Scenario, Situation, View};

/// What a scenario has beside its name and its input.
const REST: [&str; 6] = ["outcomes", "objects", "type", "seed", "startTime", "expect"];
/// What is expected of a scenario.
const EXPECT: [&str; 4] = ["status", "output", "error", "cause"];

impl Situation {
    /// As JSON, with its texts in place; what has its default is left out.
    pub fn to_json(&self) -> Value {
        let Options {
            kind,
            start_time,
            seed,
            execution_name,
            machine_name,
            speed,
        } = &self.options;
        let mut options = Fields::default();
        options.put("type", words(kind.as_ref()));
        options.put("startTime", words(start_time.as_ref()));
        options.put("seed", seed.map(Value::from));
        options.put("executionName", words(execution_name.as_ref()));
        options.put("machineName", words(machine_name.as_ref()));
        options.put("speed", speed.map(Value::from));

        let View {
            turn,
            items,
            collapsed,
            tabs,
        } = &self.view;
        let mut view = Fields::default();
        view.put("turn", turn.map(Value::from));
        let mut looked_at = Fields::default();
        for (path, item) in items {
            looked_at.put(path, Some(Value::from(*item)));
        }
        view.put("items", looked_at.value());
        view.put("collapsed", list(collapsed));
        view.put("tabs", list(tabs));

        let scenarios: Vec<Value> = self.scenarios.iter().map(scenario).collect();
        let flag = |is: bool| is.then_some(Value::Bool(true));
        let mut head = Fields::default();
        head.put("definition", Some(self.definition.as_str().into()));
        head.put(
            "input",
            Some(self.input.as_str().into()).filter(|_| !self.input.is_empty()),
        );
        head.put(
            "scenarios",
            Some(scenarios.into()).filter(|_| !self.scenarios.is_empty()),
        );
        head.put(
            "scenario",
            Some(self.scenario.into()).filter(|_| self.scenario != 0),
        );
        head.put("options", options.value());
        head.put("breakpoints", list(&self.breakpoints));
        head.put("pauseOnErrors", flag(self.pause_on_errors));
        head.put("pauseOnTasks", flag(self.pause_on_tasks));
        head.put("at", self.at.map(Value::from));
        head.put("select", words(self.select.as_ref()));
        head.put("view", view.value());
        Value::Object(head.0)
    }

    /// From JSON; what is wrong with it, as a phrase, otherwise.
    pub fn from_json(json: Value) -> Result<Self, String> {
        let mut head = Fields::of(json, "it")?;
        let mut options = head.fields("options")?;
        let mut view = head.fields("view")?;
        let scenarios = head.list("scenarios")?.into_iter().map(read_scenario);
        let items = view.fields("items")?.0.into_iter();
        let item =
            |(path, item): (String, Value)| Some((path, u32::try_from(item.as_u64()?).ok()?));
        Ok(Self {
            scenarios: scenarios.collect::<Result<_, _>>()?,
            definition: head.text("definition")?.unwrap_or_default(),
            input: head.text("input")?.unwrap_or_default(),
            scenario: head.count("scenario")?.unwrap_or(0),
            options: Options {
                kind: options.text("type")?,
                start_time: options.text("startTime")?,
                seed: options.number("seed", Value::as_u64)?,
                execution_name: options.text("executionName")?,
                machine_name: options.text("machineName")?,
                speed: options.number("speed", Value::as_f64)?,
            },
            breakpoints: head.texts("breakpoints")?,
            pause_on_errors: head.flag("pauseOnErrors"),
            pause_on_tasks: head.flag("pauseOnTasks"),
            at: head.count("at")?,
            select: head.text("select")?,
            view: View {
                turn: view.count("turn")?,
                items: items.filter_map(item).collect(),
                collapsed: view.texts("collapsed")?,
                tabs: view.texts("tabs")?,
            },
        })
    }
}

fn scenario(scenario: &Scenario) -> Value {
    let mut fields = Fields::default();
    fields.put("name", Some(scenario.name.as_str().into()));
    fields.put("input", words(scenario.input.as_ref()));
    for (name, value) in &scenario.rest {
        fields.put(name, Some(value.clone()));
    }
    Value::Object(fields.0)
}

fn read_scenario(json: Value) -> Result<Scenario, String> {
    let mut fields = Fields::of(json, "a scenario")?;
    let mut rest = Fields::default();
    for name in REST {
        rest.put(name, fields.take(name));
    }
    if let Some(Value::Object(expected)) = rest.0.get_mut("expect") {
        let mut all = Fields(std::mem::take(expected));
        let mut known = Fields::default();
        for name in EXPECT {
            // An output may be null.
            known.put(name, all.0.get_mut(name).map(Value::take));
        }
        *expected = known.0;
    }
    Ok(Scenario {
        name: fields.text("name")?.unwrap_or_default(),
        input: fields.text("input")?,
        rest: rest.0,
    })
}

fn words(text: Option<&String>) -> Option<Value> {
    text.map(|text| text.as_str().into())
}

/// A list, unless it is empty.
fn list(texts: &[String]) -> Option<Value> {
    let values: Vec<Value> = texts.iter().map(|text| text.as_str().into()).collect();
    Some(Value::Array(values)).filter(|_| !texts.is_empty())
}

/// The fields of an object.
#[derive(Default)]
struct Fields(Map<String, Value>);

impl Fields {
    fn put(&mut self, name: &str, value: Option<Value>) {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value);
        }
    }

    /// The object, unless it is empty.
    fn value(self) -> Option<Value> {
        (!self.0.is_empty()).then_some(Value::Object(self.0))
    }

    fn of(json: Value, what: &str) -> Result<Self, String> {
        match json {
            Value::Object(fields) => Ok(Self(fields)),
            _ => Err(format!("{what} is no object")),
        }
    }

    /// A field that is there, and not null.
    fn take(&mut self, name: &str) -> Option<Value> {
        let value = self.0.get_mut(name).map(Value::take);
        value.filter(|value| !value.is_null())
    }

    fn fields(&mut self, name: &str) -> Result<Self, String> {
        self.take(name)
            .map_or(Ok(Self::default()), |value| Self::of(value, name))
    }

    fn list(&mut self, name: &str) -> Result<Vec<Value>, String> {
        match self.take(name) {
            None => Ok(Vec::new()),
            Some(Value::Array(list)) => Ok(list),
            Some(_) => Err(format!("{name} is no list")),
        }
    }

    fn text(&mut self, name: &str) -> Result<Option<String>, String> {
        self.take(name).map(|value| text(value, name)).transpose()
    }

    fn texts(&mut self, name: &str) -> Result<Vec<String>, String> {
        let list = self.list(name)?.into_iter();
        list.map(|value| text(value, name)).collect()
    }

    fn number<T>(
        &mut self,
        name: &str,
        read: fn(&Value) -> Option<T>,
    ) -> Result<Option<T>, String> {
        let wrong = || format!("{name} is no such number");
        self.take(name)
            .map(|value| read(&value).ok_or_else(wrong))
            .transpose()
    }

    fn count(&mut self, name: &str) -> Result<Option<u32>, String> {
        self.number(name, |value| u32::try_from(value.as_u64()?).ok())
    }

    fn flag(&mut self, name: &str) -> bool {
        self.take(name) == Some(Value::Bool(true))
    }
}

fn text(value: Value, name: &str) -> Result<String, String> {
    match value {
        Value::String(text) => Ok(text),
        _ => Err(format!("{name} is no text")),
    }
}
