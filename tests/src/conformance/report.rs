//! Counts by suite, as a table to read and as JSON to compare.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Case, Family, Verdict};

/// The counts of one suite.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SuiteCount {
    /// Cases run.
    pub cases: u32,
    /// Cases whose status, output, error and cause agree.
    pub outcomes: u32,
    /// Cases whose every event agrees.
    pub histories: u32,
    /// Cases that have a history.
    pub histories_of: u32,
}

/// What a run over many cases came to.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The counts by family and suite.
    pub suites: BTreeMap<(Family, String), SuiteCount>,
    /// The first difference of each case that has one, by id.
    pub failures: Vec<(String, String)>,
}

impl Report {
    /// Counts one case.
    pub fn add(&mut self, case: &Case, verdict: &Verdict) {
        let count = self
            .suites
            .entry((case.family, case.suite.clone()))
            .or_default();
        count.cases += 1;
        count.outcomes += u32::from(verdict.outcome.is_empty());
        if let Some(history) = &verdict.history {
            count.histories_of += 1;
            count.histories += u32::from(history.is_empty());
        }
        let history = verdict
            .history
            .iter()
            .flatten()
            .map(|text| format!("history{text}"));
        let first = verdict
            .outcome
            .iter()
            .map(|text| format!("outcome{text}"))
            .chain(history)
            .next();
        if let Some(difference) = first {
            self.failures.push((case.id.clone(), difference));
        }
    }

    /// The counts as a table, one line a suite, and their sums.
    pub fn table(&self) -> String {
        let mut table = format!(
            "{:<12} {:<46} {:>11} {:>11}\n",
            "family", "suite", "outcomes", "histories"
        );
        let mut sums: BTreeMap<Family, SuiteCount> = BTreeMap::new();
        for ((family, suite), count) in &self.suites {
            line(&mut table, *family, suite, *count);
            let sum = sums.entry(*family).or_default();
            sum.cases += count.cases;
            sum.outcomes += count.outcomes;
            sum.histories += count.histories;
            sum.histories_of += count.histories_of;
        }
        for (family, sum) in &sums {
            line(&mut table, *family, "all", *sum);
        }
        table
    }

    /// What agrees in fewer cases than committed counts say, one line a suite.
    ///
    /// # Errors
    /// When the committed counts are not JSON as [`Report::to_json`] writes it.
    pub fn losses(&self, committed: &str) -> Result<Vec<String>, String> {
        let committed: Value =
            serde_json::from_str(committed).map_err(|error| format!("the counts: {error}"))?;
        let suites = committed["suites"]
            .as_array()
            .ok_or("the counts have no suites")?;
        let mut losses = Vec::new();
        for suite in suites {
            let name = suite["suite"].as_str().unwrap_or_default();
            let mine = self
                .suites
                .iter()
                .find(|((family, found), _)| suite["family"] == family.name() && found == name);
            let count = mine.map(|(_, count)| *count).unwrap_or_default();
            for (what, now) in [("outcomes", count.outcomes), ("histories", count.histories)] {
                let before = suite[what].as_u64().unwrap_or_default();
                if u64::from(now) < before {
                    losses.push(format!(
                        "{} {name}: {now} {what}, were {before}",
                        suite["family"]
                    ));
                }
            }
        }
        Ok(losses)
    }

    /// The machine-readable result.
    pub fn to_json(&self) -> Value {
        let suites: Vec<Value> = self
            .suites
            .iter()
            .map(|((family, suite), count)| {
                json!({
                    "family": family.name(),
                    "suite": suite,
                    "cases": count.cases,
                    "outcomes": count.outcomes,
                    "histories": count.histories,
                    "histories_of": count.histories_of,
                })
            })
            .collect();
        let failures: Vec<Value> = self
            .failures
            .iter()
            .map(|(id, difference)| json!({ "id": id, "difference": difference }))
            .collect();
        json!({ "suites": suites, "failures": failures })
    }
}

fn line(table: &mut String, family: Family, suite: &str, count: SuiteCount) {
    let of = |part: u32, whole: u32| {
        if whole == 0 {
            String::new()
        } else {
            format!("{part}/{whole}")
        }
    };
    let _ = writeln!(
        table,
        "{:<12} {suite:<46} {:>11} {:>11}",
        family.name(),
        of(count.outcomes, count.cases),
        of(count.histories, count.histories_of)
    );
}
