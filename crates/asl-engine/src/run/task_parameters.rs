//! Parameters that an optimised integration refuses before it starts the task.

use asl_query::Value;

use super::execution::Execution;
use super::failure::Failure;
use super::strand::StrandId;
use crate::resource::{Resource, ResourceKind};

/// Service, action, and the parameters that have to be objects of lists. Recorded for the
/// `Headers` of an API Gateway call.
const LISTS: &[(&str, &str, &[&str])] =
    &[("apigateway", "invoke", &["Headers", "QueryParameters"])];

impl Execution {
    pub(crate) fn check_parameters(
        &self,
        strand: StrandId,
        resource: &Resource,
        input: &Value,
    ) -> Result<(), Failure> {
        let ResourceKind::Service { ids, .. } = &resource.kind else {
            return Ok(());
        };
        let action = || ids.resource.split('.').next().unwrap_or_default();
        let row = LISTS
            .iter()
            .find(|row| row.0 == &*ids.resource_type && row.1 == action());
        let fields = row.map(|row| row.2).unwrap_or_default();
        let wrong = fields
            .iter()
            .find(|field| input.get(field).is_some_and(|value| !is_lists(value)));
        match wrong {
            None => Ok(()),
            Some(field) => {
                let cause = format!(
                    "The Parameters '{input}' could not be used to start the Task: \
                     [The value of the field '{field}' has an invalid format]"
                );
                Err(Failure::runtime(self.located(strand, &cause)))
            }
        }
    }
}

fn is_lists(value: &Value) -> bool {
    value.is_null()
        || value
            .as_object()
            .is_some_and(|fields| fields.values().all(|value| value.as_array().is_some()))
}
