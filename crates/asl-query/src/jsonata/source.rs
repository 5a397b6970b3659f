//! Our values as the engine's input and output: read one level at a time, handed back shared.

use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::sync::Arc;

use jlens_core::input::{Sink, Source, Sources};
use jlens_core::output::{Builder, Member};
use jlens_core::{Bindings as Engine, Expression, Options, Result};

use super::Bindings;
use crate::value::{Object, ObjectBuilder, Value};

/// What stands before the name of a variable among the members of the input document.
pub(super) const VARIABLE: &str = "var:";

/// Evaluates over an input document whose members are `states` and the variables.
pub(super) fn evaluate(
    program: &Expression,
    bindings: &Bindings<'_>,
    functions: &Engine,
    options: &Options,
) -> Result<Option<Value>> {
    let store = Rc::new_cyclic(|this| Store {
        values: RefCell::default(),
        this: Weak::clone(this),
    });
    let document = Document {
        store: Rc::clone(&store),
        states: bindings.states.clone(),
        variables: bindings.variables.clone(),
    };
    program.evaluate_source_to(&Input(document), functions, options, |output| {
        output.write(&mut Output {
            store: Rc::clone(&store),
        })
    })
}

/// The arrays and objects that an evaluation has come across, by index.
struct Store {
    values: RefCell<Vec<Value>>,
    this: Weak<Store>,
}

impl Store {
    fn get(&self, index: u32) -> Option<Value> {
        self.values.borrow().get(index as usize).cloned()
    }

    fn write(&self, value: &Value, sink: &mut Sink<'_, '_>) {
        match value {
            Value::Null => sink.null(),
            Value::Bool(flag) => sink.bool(*flag),
            Value::Number(number) => sink.number(number.as_f64().unwrap_or_default()),
            Value::String(text) => sink.string(text),
            Value::Array(_) | Value::Object(_) => {
                let Some(this) = self.this.upgrade() else {
                    return sink.null();
                };
                let mut values = self.values.borrow_mut();
                let Ok(index) = u32::try_from(values.len()) else {
                    return sink.null();
                };
                values.push(value.clone());
                drop(values);
                match value {
                    Value::Array(_) => sink.array_of(&this, index),
                    _ => sink.object_of(&this, index),
                }
            }
        }
    }
}

impl<'a> Sources<'a> for Store {
    fn read(&self, index: u32, sink: &mut Sink<'_, 'a>) -> std::result::Result<(), String> {
        match self.get(index) {
            Some(Value::Array(items)) => {
                sink.reserve(items.len());
                items.iter().for_each(|item| self.write(item, sink));
            }
            Some(Value::Object(members)) => {
                sink.reserve(members.len());
                for (key, member) in &members {
                    sink.key(key);
                    self.write(member, sink);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn read_field(
        &self,
        index: u32,
        key: &str,
        sink: &mut Sink<'_, 'a>,
    ) -> std::result::Result<bool, String> {
        if let Some(member) = self.get(index).and_then(|value| value.get(key).cloned()) {
            self.write(&member, sink);
        }
        Ok(true)
    }

    fn length(&self, index: u32) -> Option<usize> {
        self.get(index)?.as_array().map(|items| items.len())
    }

    fn read_item(
        &self,
        index: u32,
        item: usize,
        sink: &mut Sink<'_, 'a>,
    ) -> std::result::Result<bool, String> {
        if let Some(item) = self.get(index).and_then(|value| value.index(item).cloned()) {
            self.write(&item, sink);
        }
        Ok(true)
    }
}

/// The input document; expressions reach it through the prelude only.
#[derive(Clone)]
struct Document {
    store: Rc<Store>,
    states: Value,
    variables: Object,
}

impl<'a> Source<'a> for Document {
    fn read(&self, sink: &mut Sink<'_, 'a>) -> std::result::Result<(), String> {
        sink.key("states");
        self.store.write(&self.states, sink);
        for (name, value) in &self.variables {
            sink.key(&format!("{VARIABLE}{name}"));
            self.store.write(value, sink);
        }
        Ok(())
    }

    fn read_field(&self, key: &str, sink: &mut Sink<'_, 'a>) -> std::result::Result<bool, String> {
        let value = match key.strip_prefix(VARIABLE) {
            Some(name) => self.variables.get(name),
            None => (key == "states").then_some(&self.states),
        };
        if let Some(value) = value {
            self.store.write(value, sink);
        }
        Ok(true)
    }
}

struct Input(Document);

impl<'a> Source<'a> for Input {
    fn read(&self, sink: &mut Sink<'_, 'a>) -> std::result::Result<(), String> {
        sink.object(self.0.clone());
        Ok(())
    }
}

/// Builds our values; what the evaluation left as it was is the very value that came in.
struct Output {
    store: Rc<Store>,
}

impl Builder for Output {
    type Value = Value;
    type Array = Vec<Value>;
    type Object = ObjectBuilder;

    fn null(&mut self) -> Value {
        Value::Null
    }

    fn bool(&mut self, value: bool) -> Value {
        Value::Bool(value)
    }

    /// A whole number is written without a fraction as far as 64 bits go, as AWS does.
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
    fn number(&mut self, value: f64) -> Value {
        if value.fract() == 0.0 && value.abs() < 9_223_372_036_854_775_807.0 {
            Value::from(value as i64)
        } else {
            Value::from(value)
        }
    }

    fn string(&mut self, value: &str) -> Value {
        Value::from(value)
    }

    fn array(&mut self, len: usize) -> Vec<Value> {
        Vec::with_capacity(len)
    }

    fn push(&mut self, array: &mut Vec<Value>, item: Value) {
        array.push(item);
    }

    fn end_array(&mut self, array: Vec<Value>) -> Value {
        Value::from(array)
    }

    fn object(&mut self, len: usize) -> ObjectBuilder {
        ObjectBuilder::with_capacity(len)
    }

    fn insert(&mut self, object: &mut ObjectBuilder, key: &str, value: Value) {
        object.insert(Arc::from(key), value);
    }

    fn end_object(&mut self, object: ObjectBuilder) -> Value {
        Value::Object(object.build())
    }

    fn input(&mut self, member: Member) -> Option<Value> {
        member
            .of(&self.store)
            .then(|| self.store.get(member.index()))
            .flatten()
    }
}
