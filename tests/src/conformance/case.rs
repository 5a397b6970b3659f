//! Loading cases.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// The families of cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Definition, input and mocks to status, output and history.
    Executions,
    /// `TestState` requests to answers.
    TestState,
    /// Definitions to acceptance or diagnostics.
    Validation,
}

impl Family {
    /// The name of its folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Executions => "executions",
            Self::TestState => "teststate",
            Self::Validation => "validation",
        }
    }
}

/// One recorded case.
#[derive(Clone, Debug)]
pub struct Case {
    /// `family/suite/test`.
    pub id: String,
    /// Its family.
    pub family: Family,
    /// Its suite.
    pub suite: String,
    /// The recording, with real-looking ARNs in place of partition and region.
    pub recording: Value,
}

/// Every case below a folder, in the order of their ids.
///
/// # Errors
/// When the folder or a file cannot be read, or a file is not JSON.
pub fn load(folder: &Path) -> Result<Vec<Case>, String> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    files
        .iter()
        .filter_map(|file| read(file).transpose())
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
    Ok(())
}

/// A case file; `None` for other JSON files, such as an index.
fn read(file: &Path) -> Result<Option<Case>, String> {
    let text =
        std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let text = text
        .replace("<partition>", "aws")
        .replace("<region>", "us-east-1");
    let recording: Value =
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
    let Some(id) = recording["id"].as_str().map(str::to_owned) else {
        return Ok(None);
    };
    let mut parts = id.split('/');
    let family = match parts.next() {
        Some("executions") => Family::Executions,
        Some("teststate") => Family::TestState,
        Some("validation") => Family::Validation,
        _ => return Ok(None),
    };
    let suite = parts.next().unwrap_or_default().to_owned();
    Ok(Some(Case {
        id,
        family,
        suite,
        recording,
    }))
}
