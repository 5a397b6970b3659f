//! `cargo xtask shapes`: distils the answers of service actions out of botocore's models.
//!
//! botocore is the official, Apache-2.0 licensed description of the services. Only the shapes that
//! the listed actions answer with are kept, one a line, in a few characters a member.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use serde_json::Value;

use crate::project;
use crate::shell::{note, step};

/// Distil the answers of service actions out of botocore's models (`botocore/data`).
#[derive(Args)]
pub(crate) struct Shapes {
    /// The folder `data` of an unpacked botocore package.
    data: PathBuf,
    /// The version of that package.
    version: String,
}

/// Longer enumerations (instance types, regions) grow with every release: any text passes there.
const MOST_WORDS: usize = 60;

const HEADER: &str = "\
# What service actions answer, distilled by `cargo xtask shapes` from botocore VERSION,
# Copyright Amazon.com, Inc. or its affiliates, Apache-2.0. Do not edit: change service-actions.txt.
#
# @service, then `Action #shape`, then `shape=...`:
#   {member:type,!required:type} or e followed by the words of an enumeration
# Types: s text, t timestamp, B blob, n integer, f number, b boolean, * anything, [list], <map to>, #shape;
# behind a type `least..most`: the length of texts and lists, the value of numbers.
";

impl Shapes {
    pub(crate) fn run(&self) -> Result<()> {
        step("Shapes");
        let actions = project::path("crates/asl/data/service-actions.txt");
        let actions = fs::read_to_string(actions).context("service-actions.txt")?;
        let mut text = HEADER.replace("VERSION", &self.version);
        for line in actions.lines().filter(|line| !line.starts_with('#')) {
            let (service, actions) = line.split_once(": ").context("a line of actions")?;
            let model = model(&self.data.join(service))?;
            let mut distiller = Distiller::new(&model);
            let _ = writeln!(text, "@{}", service.replace('-', ""));
            for action in actions.split(' ') {
                text.push_str(
                    &distiller
                        .action(action)
                        .with_context(|| format!("{service} has no {action}"))?,
                );
            }
            for (id, shape) in distiller.lines.iter().enumerate() {
                let _ = writeln!(text, "{id}={shape}");
            }
        }
        fs::write(project::path("crates/asl/data/service-shapes.txt"), &text)?;
        note(&format!("{} bytes", text.len()));
        Ok(())
    }
}

/// The newest model of a service.
fn model(folder: &Path) -> Result<Value> {
    let versions = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut versions: Vec<PathBuf> = versions.flatten().map(|entry| entry.path()).collect();
    versions.sort();
    let file = versions
        .last()
        .context("no version")?
        .join("service-2.json.gz");
    let mut text = String::new();
    flate2::read::GzDecoder::new(fs::File::open(file)?).read_to_string(&mut text)?;
    Ok(serde_json::from_str(&text)?)
}

struct Distiller<'m> {
    model: &'m Value,
    /// The line of each shape that needs one.
    lines: Vec<String>,
    ids: BTreeMap<&'m str, usize>,
}

impl<'m> Distiller<'m> {
    fn new(model: &'m Value) -> Self {
        Self {
            model,
            lines: Vec::new(),
            ids: BTreeMap::new(),
        }
    }

    /// The line of an action; nothing where it answers nothing.
    fn action(&mut self, name: &str) -> Option<String> {
        let operation = self.model["operations"].get(name)?;
        let Some(output) = operation["output"]["shape"].as_str() else {
            return Some(String::new());
        };
        Some(format!("{name} {}\n", self.reference(output)))
    }

    fn shape(&self, name: &str) -> &'m Value {
        &self.model["shapes"][name]
    }

    fn type_of(&mut self, name: &'m str) -> String {
        let shape = self.shape(name);
        let range = range(shape);
        let inner = |key: &str| shape[key]["shape"].as_str().unwrap_or_default();
        match shape["type"].as_str().unwrap_or_default() {
            "string" if words(shape).is_some_and(|words| words <= MOST_WORDS) => {
                self.reference(name)
            }
            "structure" if shape["document"] != Value::Bool(true) => self.reference(name),
            "string" => format!("s{range}"),
            "timestamp" => "t".to_owned(),
            "blob" => format!("B{range}"),
            "integer" | "long" => format!("n{range}"),
            "float" | "double" => format!("f{range}"),
            "boolean" => "b".to_owned(),
            "list" => format!("[{}]{range}", self.type_of(inner("member"))),
            "map" => format!("<{}>", self.type_of(inner("value"))),
            _ => "*".to_owned(),
        }
    }

    /// A shape with a line of its own. The line is taken before its members are, for a shape may
    /// hold itself.
    fn reference(&mut self, name: &'m str) -> String {
        if let Some(id) = self.ids.get(name) {
            return format!("#{id}");
        }
        let id = self.lines.len();
        self.ids.insert(name, id);
        self.lines.push(String::new());
        let shape = self.shape(name);
        let texts = |key: &str| {
            let items = shape[key].as_array().into_iter().flatten();
            items.filter_map(Value::as_str).collect::<Vec<_>>()
        };
        self.lines[id] = if shape["type"] == "structure" {
            let required = texts("required");
            let members: Vec<String> = shape["members"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(member, target)| {
                    let mark = if required.contains(&member.as_str()) {
                        "!"
                    } else {
                        ""
                    };
                    let target = target["shape"].as_str().unwrap_or_default();
                    format!("{mark}{member}:{}", self.type_of(target))
                })
                .collect();
            format!("{{{}}}", members.join(","))
        } else {
            format!("e{}", texts("enum").join("|"))
        };
        format!("#{id}")
    }
}

/// How many words an enumeration has.
fn words(shape: &Value) -> Option<usize> {
    Some(shape.get("enum")?.as_array()?.len())
}

/// `least..most`, either of which may be absent.
fn range(shape: &Value) -> String {
    let bound = |key: &str| shape.get(key).map(ToString::to_string).unwrap_or_default();
    match (bound("min"), bound("max")) {
        (least, most) if least.is_empty() && most.is_empty() => String::new(),
        (least, most) => format!("{least}..{most}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keeps_what_an_action_answers() {
        let model = json!({
            "operations": {"Get": {"output": {"shape": "Out"}}, "Forget": {}},
            "shapes": {
                "Out": {"type": "structure", "required": ["Name"], "members": {
                    "Name": {"shape": "Name"}, "Tree": {"shape": "Tree"}, "Kind": {"shape": "Kind"},
                }},
                "Name": {"type": "string", "min": 1, "max": 64},
                "Tree": {"type": "structure", "members": {"Children": {"shape": "Trees"}}},
                "Trees": {"type": "list", "member": {"shape": "Tree"}, "max": 5},
                "Kind": {"type": "string", "enum": ["A", "B"]},
                "Unused": {"type": "string"},
            },
        });
        let mut distiller = Distiller::new(&model);
        assert_eq!(distiller.action("Get").as_deref(), Some("Get #0\n"));
        assert_eq!(distiller.action("Forget").as_deref(), Some(""));
        assert_eq!(distiller.action("Guess"), None);
        assert_eq!(
            distiller.lines,
            [
                "{!Name:s1..64,Tree:#1,Kind:#2}",
                "{Children:[#1]..5}",
                "eA|B"
            ]
        );
    }
}
