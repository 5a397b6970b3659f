//! `cargo xtask serve`: installs what is missing, builds the page and serves it on this machine.

use anyhow::Result;
use clap::Args;

use crate::shell::{note, step};
use crate::{page, project, server};

/// Install what is missing, build the playground and serve it on localhost.
#[derive(Args)]
pub(crate) struct Serve {
    /// The port; when it is busy, the next free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Build again after each change of the sources (reload the page to see it).
    #[arg(long)]
    watch: bool,
}

impl Serve {
    pub(crate) fn run(&self) -> Result<()> {
        page::build()?;
        step("Serving the playground");
        let serving = server::serve(&project::dist(), self.port)?;
        note(&format!("open {}", serving.url));
        note("stop with Ctrl-C");
        if self.watch {
            page::trunk("watch")?.run()
        } else {
            serving.wait();
            Ok(())
        }
    }
}
