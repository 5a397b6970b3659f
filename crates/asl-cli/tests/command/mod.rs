//! Running the command in a folder.

use std::io::Write;
use std::process::{Command, Stdio};

use expect_test::Expect;

pub(crate) const DEFINITION: &str = r#"{
  // One task, then a Pass.
  "StartAt": "Ask",
  "States": {
    "Ask": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Next": "Done"},
    "Done": {"Type": "Pass", "End": true},
  }
}"#;

/// A folder of its own for one test.
pub(crate) struct Folder(pub(crate) std::path::PathBuf);

impl Folder {
    pub(crate) fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("asl-cli-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        for (file, text) in files {
            std::fs::write(folder.join(file), text).expect("a temporary file");
        }
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs the command in a folder; what it printed and its exit status.
#[track_caller]
pub(crate) fn check(folder: &Folder, arguments: &[&str], stdin: &str, expected: &Expect) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_asl"));
    command.args(arguments).current_dir(&folder.0);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(stdin.as_bytes())
        .expect("the command reads");
    let output = child.wait_with_output().expect("the command ends");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let code = output.status.code().unwrap_or(-1);
    expected.assert_eq(&format!(
        "{}{}exit {code}\n",
        text(&output.stdout),
        text(&output.stderr)
    ));
}
