//! The `asl` command: run state machines, test them, draw them, link to them,
//! test one state.
//!
//! One file a command in `commands/`. Exit status: 0 for success, 1 for a run or a test that ends
//! otherwise, 2 for input that cannot be used.

mod commands;
mod files;
mod result;
mod tree;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{link, render, run, test, test_state};

/// Run and test state machines of the Amazon States Language, without an account.
#[derive(Parser)]
#[command(name = "asl", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Link(link::Link),
    Render(render::Render),
    Run(run::Run),
    Test(test::Test),
    TestState(test_state::TestState),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Link(command) => command.run(),
        Command::Render(command) => command.run(),
        Command::Run(command) => command.run(),
        Command::Test(command) => command.run(),
        Command::TestState(command) => command.run(),
    };
    match done {
        Ok(code) => code,
        Err(unusable) => {
            files::complain(&unusable);
            ExitCode::from(2)
        }
    }
}
