//! Map states.

use std::sync::Arc;

use super::fields::{Fields, path};
use super::levels::Found;
use super::values::{text, texts};
use crate::map_fields::{ItemBatcher, ItemReader, Map, ResultWriter};
use crate::resource::Resource;

pub(super) fn compile(fields: Fields<'_>, found: &Found<'_>) -> Map {
    let node = fields.node;
    let processor = node.get("ItemProcessor").or_else(|| node.get("Iterator"));
    let config = processor.and_then(|processor| processor.get("ProcessorConfig"));
    let mode = config.and_then(|config| text(config, "Mode"));
    Map {
        processor: found.inner.first().copied(),
        distributed: mode.as_deref() == Some("DISTRIBUTED"),
        items: fields.jsonata("Items"),
        items_path: text(node, "ItemsPath").map(path),
        item_selector: fields
            .payload("ItemSelector")
            .or_else(|| fields.payload("Parameters")),
        max_concurrency: fields.number("MaxConcurrency"),
        reader: node
            .get("ItemReader")
            .map(|node| reader(fields.inside(node))),
        batcher: node
            .get("ItemBatcher")
            .map(|node| batcher(fields.inside(node))),
        writer: node
            .get("ResultWriter")
            .filter(|writer| !writer.members().is_empty())
            .map(|node| writer(fields.inside(node))),
        tolerated_count: fields.number("ToleratedFailureCount"),
        tolerated_percentage: fields.number("ToleratedFailurePercentage"),
        label: text(node, "Label"),
    }
}

fn reader(fields: Fields<'_>) -> ItemReader {
    let node = fields.node;
    let config = node.get("ReaderConfig");
    let word = |key: &str| text(config?, key);
    let given = word("CSVHeaderLocation").as_deref() == Some("GIVEN");
    ItemReader {
        resource: Resource::parse(&text(node, "Resource").unwrap_or_default()),
        arguments: arguments(fields),
        input_type: word("InputType"),
        given_headers: config
            .filter(|_| given)
            .map(|config| texts(config, "CSVHeaders")),
        delimiter: delimiter(word("CSVDelimiter").as_deref()),
        max_items: config.and_then(|config| fields.inside(config).number("MaxItems")),
        items_pointer: word("ItemsPointer"),
        load_and_flatten: word("Transformation").as_deref() == Some("LOAD_AND_FLATTEN"),
    }
}

fn delimiter(name: Option<&str>) -> u8 {
    match name {
        Some("PIPE") => b'|',
        Some("SEMICOLON") => b';',
        Some("SPACE") => b' ',
        Some("TAB") => b'\t',
        _ => b',',
    }
}

fn batcher(fields: Fields<'_>) -> ItemBatcher {
    ItemBatcher {
        max_items: fields.number("MaxItemsPerBatch"),
        max_bytes: fields.number("MaxInputBytesPerBatch"),
        batch_input: fields.payload("BatchInput"),
    }
}

fn writer(fields: Fields<'_>) -> ResultWriter {
    let node = fields.node;
    let config = |key: &str| -> Option<Arc<str>> { text(node.get("WriterConfig")?, key) };
    ResultWriter {
        arguments: arguments(fields),
        transformation: config("Transformation"),
        output_type: config("OutputType"),
    }
}

fn arguments(fields: Fields<'_>) -> Option<crate::fields::Payload> {
    fields
        .payload("Arguments")
        .or_else(|| fields.payload("Parameters"))
}
