//! `ItemBatcher`: items in groups, bounded in number and in bytes (rule K8).

use std::sync::Arc;

use asl_query::{Array, Object, Value};

use super::evaluate::Reads;
use super::execution::Execution;
use super::failure::Failure;
use super::strand::StrandId;
use crate::machine::State;
use crate::map_fields::Map;

impl Execution {
    /// The inputs of a Map Run's children: the items after `ItemSelector`, or batches of them.
    pub(super) fn batches(
        &mut self,
        strand: StrandId,
        state: &State,
        map: &Map,
        items: &Array,
        origin: (bool, Option<&Arc<str>>),
        input: &Value,
    ) -> Result<Array, Failure> {
        let selected = self.selected_items(strand, state, map, items, origin, input)?;
        let Some(batcher) = &map.batcher else {
            return Ok(selected.into());
        };
        let max_items = self.integer_field(
            strand,
            state,
            batcher.max_items.as_ref(),
            "MaxItemsPerBatch",
            input,
        )?;
        let max_bytes = self.integer_field(
            strand,
            state,
            batcher.max_bytes.as_ref(),
            "MaxInputBytesPerBatch",
            input,
        )?;
        let batch_input = match &batcher.batch_input {
            Some(payload) => Some(self.payload(
                strand,
                state,
                payload,
                "ItemBatcher/BatchInput",
                Reads::input(input),
            )?),
            None => None,
        };
        let limits = (positive(max_items), positive(max_bytes));
        Ok(group(selected, limits)
            .into_iter()
            .map(|items| batch(items, batch_input.as_ref()))
            .collect())
    }
}

/// No limit, or 0, stands for as many as fit.
fn positive(limit: Option<i64>) -> u64 {
    limit
        .and_then(|limit| u64::try_from(limit).ok())
        .filter(|limit| *limit > 0)
        .unwrap_or(u64::MAX)
}

/// Groups items so that no group has more of them, or more bytes of them, than allowed; an item
/// that is larger than allowed stands alone.
fn group(items: Vec<Value>, (max_items, max_bytes): (u64, u64)) -> Vec<Vec<Value>> {
    let mut groups: Vec<Vec<Value>> = Vec::new();
    let mut bytes = 0_u64;
    for item in items {
        let size = item.size();
        match groups.last_mut() {
            Some(group)
                if (group.len() as u64) < max_items && bytes.saturating_add(size) <= max_bytes =>
            {
                bytes += size;
                group.push(item);
            }
            _ => {
                bytes = size;
                groups.push(vec![item]);
            }
        }
    }
    groups
}

fn batch(items: Vec<Value>, batch_input: Option<&Value>) -> Value {
    let batch_input = batch_input.map(|input| (Arc::from("BatchInput"), input.clone()));
    let items = (Arc::from("Items"), Value::from(items));
    Value::Object(batch_input.into_iter().chain([items]).collect::<Object>())
}
