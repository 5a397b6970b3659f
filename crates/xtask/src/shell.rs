//! Running programs, and telling what is being done.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use anyhow::{Context, Result, bail};

use crate::project;

/// Announces a step.
pub(crate) fn step(title: &str) {
    println!("\n==> {title}");
}

/// Tells one thing about the present step.
pub(crate) fn note(text: &str) {
    println!("    {text}");
}

/// A program found on the path, to be run from the project's root.
pub(crate) fn program(name: &str) -> Result<Program> {
    let path =
        find(name).with_context(|| format!("`{name}` is not installed, or not on the path"))?;
    Ok(Program::at(&path))
}

/// Cargo, the one that runs this command.
pub(crate) fn cargo() -> Program {
    Program::at(&env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from))
}

/// A program about to be run.
pub(crate) struct Program {
    command: Command,
    name: String,
}

impl Program {
    pub(crate) fn at(path: &Path) -> Self {
        let mut command = Command::new(path);
        command
            .current_dir(project::root())
            .env("PATH", search_path());
        // What cargo tells this very program would only confuse the cargo that a child runs.
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            let own = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"];
            if own.iter().any(|prefix| text.starts_with(prefix)) {
                command.env_remove(&name);
            }
        }
        let name = path.file_stem().unwrap_or(path.as_os_str());
        Self {
            command,
            name: name.to_string_lossy().into_owned(),
        }
    }

    pub(crate) fn args<I>(mut self, args: I) -> Self
    where
        I: IntoIterator<Item: AsRef<OsStr>>,
    {
        self.command.args(args);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Looks for programs in a folder first; so do the programs that it runs.
    pub(crate) fn finding(self, folder: &Path) -> Self {
        let dirs = std::iter::once(folder.to_path_buf()).chain(env::split_paths(search_path()));
        match env::join_paths(dirs) {
            Ok(path) => self.env("PATH", path),
            // A folder whose name holds the separator cannot be on any path.
            Err(_) => self,
        }
    }

    pub(crate) fn dir(mut self, dir: &Path) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// Runs it with its output shown; an exit status other than 0 is an error.
    pub(crate) fn run(mut self) -> Result<()> {
        let status = self
            .command
            .stdin(Stdio::null())
            .status()
            .with_context(|| format!("cannot start `{}`", self.name))?;
        if !status.success() {
            bail!("`{}` failed ({status})", self.name);
        }
        Ok(())
    }

    /// Whether it ran and ended well, with nothing shown.
    pub(crate) fn succeeds(self) -> bool {
        self.output().is_ok()
    }

    /// Its standard output, trimmed, with nothing shown.
    pub(crate) fn output(mut self) -> Result<String> {
        let output = self
            .command
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("cannot start `{}`", self.name))?;
        if !output.status.success() {
            let errors = String::from_utf8_lossy(&output.stderr);
            bail!(
                "`{}` failed ({}): {}",
                self.name,
                output.status,
                errors.trim()
            );
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}

/// The path of an executable on the search path.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) {
        &[".exe", ".cmd"]
    } else {
        &[""]
    };
    env::split_paths(search_path())
        .flat_map(|dir| {
            endings
                .iter()
                .map(move |ending| dir.join(format!("{name}{ending}")))
        })
        .find(|path| path.is_file())
}

/// The project's own tools, then the user's path, then cargo's own folder, which a fresh shell may lack.
fn search_path() -> &'static OsString {
    static PATH: OnceLock<OsString> = OnceLock::new();
    PATH.get_or_init(|| {
        let mut dirs = vec![
            project::tools().join("bin"),
            project::path("web/editor/node_modules/.bin"),
        ];
        let inherited = env::var_os("PATH").unwrap_or_default();
        dirs.extend(env::split_paths(&inherited));
        dirs.extend(env::home_dir().map(|home| home.join(".cargo/bin")));
        // A folder whose name holds the separator cannot be on any path.
        env::join_paths(dirs).unwrap_or(inherited)
    })
}
