//! A Map state's own fields.

use std::sync::Arc;

use asl_query::{JsonataTemplate, Path};

use crate::fields::{Compiled, NumberField, Payload};
use crate::machine::LevelId;
use crate::resource::Resource;

/// A Map state's own fields.
#[derive(Debug)]
pub struct Map {
    /// `ItemProcessor` or `Iterator`; `None` when there is neither.
    pub processor: Option<LevelId>,
    /// `ProcessorConfig.Mode` is `DISTRIBUTED`: a Map Run, each of whose children is an execution.
    pub distributed: bool,
    /// JSONata's `Items`.
    pub items: Option<JsonataTemplate>,
    /// `ItemsPath`.
    pub items_path: Option<Compiled<Path>>,
    /// `ItemSelector`, or `Parameters` in its old place.
    pub item_selector: Option<Payload>,
    /// `MaxConcurrency` or `MaxConcurrencyPath`.
    pub max_concurrency: Option<NumberField>,
    /// `ItemReader`.
    pub reader: Option<ItemReader>,
    /// `ItemBatcher`.
    pub batcher: Option<ItemBatcher>,
    /// `ResultWriter`.
    pub writer: Option<ResultWriter>,
    /// `ToleratedFailureCount` or `ToleratedFailureCountPath`.
    pub tolerated_count: Option<NumberField>,
    /// `ToleratedFailurePercentage` or `ToleratedFailurePercentagePath`.
    pub tolerated_percentage: Option<NumberField>,
    /// `Label`.
    pub label: Option<Arc<str>>,
}

/// `ItemReader`: where a distributed Map reads its items.
#[derive(Debug)]
pub struct ItemReader {
    /// `Resource`: `s3:getObject` or `s3:listObjectsV2`.
    pub resource: Resource,
    /// `Parameters` or `Arguments`.
    pub arguments: Option<Payload>,
    /// `ReaderConfig.InputType`: CSV, JSON, JSONL, PARQUET, MANIFEST.
    pub input_type: Option<Arc<str>>,
    /// `ReaderConfig.CSVHeaderLocation` is `GIVEN`: these are `CSVHeaders`.
    pub given_headers: Option<Vec<Arc<str>>>,
    /// `ReaderConfig.CSVDelimiter`, as the character it names.
    pub delimiter: u8,
    /// `ReaderConfig.MaxItems` or `MaxItemsPath`.
    pub max_items: Option<NumberField>,
    /// `ReaderConfig.ItemsPointer`.
    pub items_pointer: Option<Arc<str>>,
    /// `ReaderConfig.Transformation` is `LOAD_AND_FLATTEN`.
    pub load_and_flatten: bool,
}

/// `ItemBatcher`.
#[derive(Debug)]
pub struct ItemBatcher {
    /// `MaxItemsPerBatch` or `MaxItemsPerBatchPath`.
    pub max_items: Option<NumberField>,
    /// `MaxInputBytesPerBatch` or `MaxInputBytesPerBatchPath`.
    pub max_bytes: Option<NumberField>,
    /// `BatchInput`.
    pub batch_input: Option<Payload>,
}

/// `ResultWriter`.
#[derive(Debug)]
pub struct ResultWriter {
    /// `Parameters` or `Arguments`: bucket and prefix. Without them the results stay in the output.
    pub arguments: Option<Payload>,
    /// `WriterConfig.Transformation`: NONE, COMPACT, FLATTEN.
    pub transformation: Option<Arc<str>>,
    /// `WriterConfig.OutputType`: JSON, JSONL.
    pub output_type: Option<Arc<str>>,
}
