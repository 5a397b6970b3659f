//! The project's own commands: `cargo xtask <command>`.
//!
//! One file per command in `commands/`; what they share lies beside this file.
#![expect(
    clippy::print_stdout,
    reason = "telling what it does is what a command is for"
)]

mod browser;
mod commands;
mod docs;
mod embed;
mod engine;
mod notices;
mod npm;
mod npm_package;
mod page;
mod playwright;
mod project;
mod python;
mod server;
mod shell;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{
    bench, build, ci, conformance, licences, lint, package, serve, setup, shapes, size, test,
};

/// The project's own commands.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Serve(serve::Serve),
    Test(test::Test),
    Ci(ci::Ci),
    Lint(lint::Lint),
    Setup(setup::Setup),
    Build(build::Build),
    Package(package::Package),
    Shapes(shapes::Shapes),
    Size(size::Size),
    Licences(licences::Licences),
    Conformance(conformance::Conformance),
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    match Cli::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

impl Cli {
    fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Serve(command) => command.run(),
            Command::Test(command) => command.run(),
            Command::Ci(command) => command.run(),
            Command::Lint(command) => command.run(),
            Command::Setup(command) => command.run(),
            Command::Build(command) => command.run(),
            Command::Package(command) => command.run(),
            Command::Shapes(command) => command.run(),
            Command::Size(command) => command.run(),
            Command::Licences(command) => command.run(),
            Command::Conformance(command) => command.run(),
            Command::Bench(command) => command.run(),
        }
    }
}
