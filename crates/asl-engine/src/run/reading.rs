//! `ItemReader`: the items of a distributed Map out of stored objects (rules K15, K16, K19).

use std::collections::BTreeSet;
use std::sync::Arc;

use asl_query::{Array, Object, Value};

use super::evaluate::Reads;
use super::execution::Execution;
use super::failure::{Failure, names};
use super::strand::StrandId;
use crate::machine::State;
use crate::map_fields::ItemReader;
use crate::resource::ResourceKind;
use crate::world::StoredObject;

/// What to read, its fields evaluated.
pub(super) struct Reading<'m> {
    reader: &'m ItemReader,
    bucket: Arc<str>,
    /// `Key` of `getObject`, `Prefix` of `listObjectsV2`.
    key: Arc<str>,
    lists: bool,
    max_items: Option<i64>,
    modified: String,
}

impl Execution {
    /// Evaluates an `ItemReader`'s fields over the Map's effective input.
    pub(super) fn prepare_reading<'m>(
        &mut self,
        strand: StrandId,
        state: &State,
        reader: &'m ItemReader,
        input: &Value,
    ) -> Result<Reading<'m>, Failure> {
        let arguments = match &reader.arguments {
            Some(arguments) => self.payload(
                strand,
                state,
                arguments,
                "ItemReader/Arguments",
                Reads::input(input),
            )?,
            None => Value::Null,
        };
        let max_items =
            self.integer_field(strand, state, reader.max_items.as_ref(), "MaxItems", input)?;
        let lists = matches!(&reader.resource.kind, ResourceKind::Service { ids, .. } if &*ids.resource == "listObjectsV2");
        let word = |key: &str| {
            Arc::from(
                arguments
                    .get(key)
                    .and_then(Value::as_str)
                    .unwrap_or_default(),
            )
        };
        Ok(Reading {
            reader,
            bucket: word("Bucket"),
            key: word(if lists { "Prefix" } else { "Key" }),
            lists,
            max_items,
            modified: super::context::timestamp(self.trace.start_time, 0),
        })
    }
}

impl Reading<'_> {
    /// `Map.Item.Source` of what is read: the object, or of a list the bucket (rule M4).
    pub(super) fn source(&self) -> Arc<str> {
        let place = if self.lists {
            format!("S3://{}", self.bucket)
        } else {
            format!("S3://{}/{}", self.bucket, self.key)
        };
        place.into()
    }

    /// The items of the stored objects.
    pub(super) fn read(&self, objects: &[StoredObject]) -> Result<Array, Failure> {
        self.limited(|| {
            if self.lists {
                self.list(objects)
            } else {
                self.get(objects)
            }
        })
    }

    /// The items of data that stands in for what the source holds.
    pub(super) fn read_data(&self, data: &str) -> Result<Array, Failure> {
        self.limited(|| self.parse(data))
    }

    /// As many items as `MaxItems` lets through; 0 lets all.
    fn limited(
        &self,
        items: impl FnOnce() -> Result<Vec<Value>, Failure>,
    ) -> Result<Array, Failure> {
        if self.max_items.is_some_and(|max| max < 0) {
            return Err(failure("field MaxItems must be positive"));
        }
        let mut items = items()?;
        if let Some(max @ 1..) = self.max_items {
            items.truncate(usize::try_from(max).unwrap_or(usize::MAX));
        }
        Ok(items.into())
    }

    fn list(&self, objects: &[StoredObject]) -> Result<Vec<Value>, Failure> {
        let found = objects
            .iter()
            .filter(|object| object.bucket == self.bucket && object.key.starts_with(&*self.key));
        if !self.reader.load_and_flatten {
            return Ok(found.map(|object| self.listed(object)).collect());
        }
        let mut items = Vec::new();
        for object in found {
            items.extend(self.parse(&object.body)?);
        }
        Ok(items)
    }

    /// An object as `listObjectsV2` lists it.
    fn listed(&self, object: &StoredObject) -> Value {
        let size = i64::try_from(object.body.len()).unwrap_or(i64::MAX);
        let fields = [
            (
                "Etag",
                Value::from(format!("\"{:032x}\"", object.body.len())),
            ),
            ("Key", Value::String(Arc::clone(&object.key))),
            ("LastModified", self.modified.as_str().into()),
            ("Size", size.into()),
            ("StorageClass", "STANDARD".into()),
        ];
        Value::Object(
            fields
                .into_iter()
                .map(|(key, value)| (Arc::from(key), value))
                .collect::<Object>(),
        )
    }

    fn get(&self, objects: &[StoredObject]) -> Result<Vec<Value>, Failure> {
        let body = self.body(objects, &self.key)?;
        if self.reader.input_type.as_deref() == Some("MANIFEST") {
            return self.manifest(objects, body);
        }
        self.parse(body)
    }

    fn body<'o>(&self, objects: &'o [StoredObject], key: &str) -> Result<&'o str, Failure> {
        let object = objects
            .iter()
            .find(|object| object.bucket == self.bucket && &*object.key == key);
        object.map(|object| &*object.body).ok_or_else(|| {
            failure(&format!(
                "The object s3://{}/{key} does not exist: supply it with the scenario.",
                self.bucket
            ))
        })
    }

    fn parse(&self, text: &str) -> Result<Vec<Value>, Failure> {
        match self.reader.input_type.as_deref() {
            Some("CSV") => csv_rows(
                text,
                self.reader.delimiter,
                self.reader.given_headers.as_deref(),
            ),
            Some("JSONL") => text
                .lines()
                .filter(|line| !line.trim().is_empty())
                .map(json)
                .collect(),
            _ => self.elements(&json(text)?),
        }
    }

    /// The elements of a JSON array, or of an object by key, where `ItemsPointer` points.
    fn elements(&self, document: &Value) -> Result<Vec<Value>, Failure> {
        let pointer = self.reader.items_pointer.as_deref().unwrap_or_default();
        match point(document, pointer) {
            Some(Value::Array(items)) => Ok(items.to_vec()),
            Some(Value::Object(fields)) => Ok(fields
                .iter()
                .map(|(key, value)| entry(key, value))
                .collect()),
            _ => Err(failure("Attempting to map over non-iterable node.")),
        }
    }

    /// An S3 inventory: the files it names hold rows under the schema's columns. An Athena
    /// manifest: a line for each file.
    fn manifest(&self, objects: &[StoredObject], body: &str) -> Result<Vec<Value>, Failure> {
        let mut items = Vec::new();
        if let Ok(inventory) = json(body) {
            let schema = inventory
                .get("fileSchema")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let columns: Vec<Arc<str>> = schema
                .split(',')
                .map(|column| column.trim().into())
                .collect();
            let files = inventory
                .get("files")
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default();
            for key in files
                .iter()
                .filter_map(|file| file.get("key").and_then(Value::as_str))
            {
                items.extend(csv_rows(self.body(objects, key)?, b',', Some(&columns))?);
            }
            return Ok(items);
        }
        for file in body.lines().filter(|line| !line.trim().is_empty()) {
            let key = file.trim().trim_matches('"').trim_start_matches("s3://");
            let key = key.split_once('/').map_or(key, |(_, key)| key);
            items.extend(csv_rows(self.body(objects, key)?, b',', None)?);
        }
        Ok(items)
    }
}

fn json(text: &str) -> Result<Value, Failure> {
    Value::from_json(text)
        .map_err(|error| failure(&format!("The item source is not JSON: {error}")))
}

/// An RFC 6901 pointer.
fn point<'v>(document: &'v Value, pointer: &str) -> Option<&'v Value> {
    pointer
        .split('/')
        .skip(1)
        .try_fold(document, |value, step| {
            let step = step.replace("~1", "/").replace("~0", "~");
            value.get(&step).or_else(|| value.index(step.parse().ok()?))
        })
}

fn entry(key: &Arc<str>, value: &Value) -> Value {
    let fields = [
        (Arc::from("Key"), Value::String(Arc::clone(key))),
        (Arc::from("Value"), value.clone()),
    ];
    Value::Object(fields.into_iter().collect::<Object>())
}

/// Rows as objects of texts: what a row lacks is empty, what it has too much is dropped.
fn csv_rows(
    text: &str,
    delimiter: u8,
    headers: Option<&[Arc<str>]>,
) -> Result<Vec<Value>, Failure> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader
        .records()
        .map(|record| record.map_err(|error| failure(&error.to_string())));
    let headers: Vec<Arc<str>> = match headers {
        Some(headers) => headers.to_vec(),
        None => match records.next() {
            Some(record) => record?.iter().map(Arc::from).collect(),
            None => Vec::new(),
        },
    };
    if headers.iter().collect::<BTreeSet<_>>().len() < headers.len() {
        return Err(failure("CSV headers cannot contain duplicates."));
    }
    records
        .map(|record| {
            let record = record?;
            let cell = |(index, header): (usize, &Arc<str>)| {
                (
                    Arc::clone(header),
                    Value::from(record.get(index).unwrap_or_default()),
                )
            };
            Ok(Value::Object(
                headers.iter().enumerate().map(cell).collect::<Object>(),
            ))
        })
        .collect()
}

fn failure(cause: &str) -> Failure {
    Failure::new(names::ITEM_READER_FAILED, cause)
}
