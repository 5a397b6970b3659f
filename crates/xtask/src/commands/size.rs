//! `cargo xtask size`: what a first visit downloads, held against `size-budget.json`.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use clap::Args;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::shell::{note, step};
use crate::{page, project};

/// Check what a first visit downloads, gzipped, against `size-budget.json`.
#[derive(Args)]
pub(crate) struct Size {}

impl Size {
    #[expect(clippy::unused_self, reason = "every command runs alike")]
    pub(crate) fn run(&self) -> Result<()> {
        page::build()?;
        step("The size budget");
        let measured = measure(&project::dist())?;
        let budget =
            fs::read_to_string(project::path("size-budget.json")).context("size-budget.json")?;
        let budget: serde_json::Value =
            serde_json::from_str(&budget).context("size-budget.json")?;
        let mut over = Vec::new();
        for (name, bytes) in [
            ("wasm_gzip_bytes", measured.wasm),
            ("transfer_gzip_bytes", measured.transfer),
            ("jsonata_gzip_bytes", measured.jsonata),
            ("player_gzip_bytes", measured.player),
            ("player_jsonata_gzip_bytes", measured.player_jsonata),
        ] {
            let allowed = budget
                .get(name)
                .and_then(serde_json::Value::as_u64)
                .with_context(|| format!("size-budget.json has no number {name}"))?;
            note(&format!("{name}: {bytes} of {allowed}"));
            if bytes > allowed {
                over.push(name);
            }
        }
        if let Some(goal) = budget.get("goal_transfer_gzip_bytes") {
            note(&format!("the goal for transfer_gzip_bytes: {goal}"));
            note("jsonata_gzip_bytes come on top where a definition uses JSONata");
        }
        if !over.is_empty() {
            bail!("over the budget: {}", over.join(", "));
        }
        Ok(())
    }
}

/// Gzipped bytes.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sizes {
    /// The page's wasm alone.
    wasm: u64,
    /// `index.html` and every file that it names, but those of [`JSONATA`].
    transfer: u64,
    /// The engine for JSONata: its wasm, and the script that belongs to it.
    jsonata: u64,
    /// A player in somebody's page for a definition in JSONPath; the element or the iframe page, whichever is more.
    player: u64,
    /// The same for a definition in JSONata.
    player_jsonata: u64,
}

/// How the names of the files begin that are downloaded only for JSONata.
const JSONATA: &str = "asl-jsonata";

fn measure(dist: &Path) -> Result<Sizes> {
    let index = fs::read_to_string(dist.join("index.html")).context("dist/index.html")?;
    let mut sizes = Sizes {
        transfer: gzipped(index.as_bytes())?,
        ..Sizes::default()
    };
    measure_player(dist, &mut sizes)?;
    let mut pending = vec![dist.to_path_buf()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str());
            if path.is_dir() {
                pending.push(path);
            } else if let Some(name) = name.filter(|name| index.contains(*name)) {
                let bytes = gzipped(&fs::read(&path)?)?;
                if name.starts_with(JSONATA) {
                    sizes.jsonata += bytes;
                    continue;
                }
                sizes.transfer += bytes;
                if path.extension().is_some_and(|ending| ending == "wasm") {
                    sizes.wasm += bytes;
                }
            }
        }
    }
    Ok(sizes)
}

/// The files of the player lie in `dist` itself; which one they are stands at both ends of their names.
fn measure_player(dist: &Path, sizes: &mut Sizes) -> Result<()> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dist)? {
        let entry = entry?;
        found.push((
            entry.file_name().into_string().unwrap_or_default(),
            entry.path(),
        ));
    }
    let sum = |kinds: &[(&str, &str)]| {
        let wanted = |name: &str| {
            let mut kinds = kinds.iter();
            kinds.any(|(start, end)| name.starts_with(start) && name.ends_with(end))
        };
        let wanted = found.iter().filter(|(name, _)| wanted(name));
        wanted
            .map(|(_, path)| gzipped(&fs::read(path)?))
            .sum::<Result<u64>>()
    };
    let element = sum(&[("player.js", "player.js")])?;
    let page = sum(&[("embed", ".html"), ("embed", ".js"), ("embed", ".css")])?;
    let script = element.max(page);
    sizes.player = script + sum(&[("player-jsonpath", ".wasm")])?;
    sizes.player_jsonata = script + sum(&[("player-jsonata", ".wasm")])?;
    Ok(())
}

pub(crate) fn gzipped(bytes: &[u8]) -> Result<u64> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(u64::try_from(encoder.finish()?.len())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_the_page_names() {
        let dist = std::env::temp_dir().join(format!("xtask-size-{}", std::process::id()));
        fs::create_dir_all(dist.join("snippets")).unwrap();
        let index =
            "<script src=./app-1.js></script> ./app-1.wasm ./snippets/part.js ./asl-jsonata-1.wasm";
        fs::write(dist.join("index.html"), index).unwrap();
        fs::write(dist.join("app-1.js"), "1").unwrap();
        fs::write(dist.join("app-1.wasm"), "22").unwrap();
        fs::write(dist.join("snippets/part.js"), "333").unwrap();
        fs::write(dist.join("other.js"), "4444").unwrap();
        fs::write(dist.join("asl-jsonata-1.wasm"), "55555").unwrap();
        fs::write(dist.join("player.js"), "666666").unwrap();
        fs::write(dist.join("embed.html"), "7").unwrap();
        fs::write(dist.join("player-jsonpath-1.wasm"), "88888888").unwrap();
        fs::write(
            dist.join("player-jsonpath-1.wasm.js"),
            "another way to the same",
        )
        .unwrap();
        fs::write(dist.join("player-jsonata-1.wasm"), "999999999").unwrap();
        let size = |text: &str| gzipped(text.as_bytes()).unwrap();
        let expected = Sizes {
            wasm: size("22"),
            transfer: size(index) + size("1") + size("22") + size("333"),
            jsonata: size("55555"),
            player: size("666666").max(size("7")) + size("88888888"),
            player_jsonata: size("666666").max(size("7")) + size("999999999"),
        };
        assert_eq!(measure(&dist).unwrap(), expected);
    }
}
