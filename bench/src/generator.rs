//! The generator as the orchestrator sees it: a child that is told slices.

use std::{process::Stdio, time::Duration};

use anyhow::{Context, Result, bail};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout, Command},
};

use crate::load::{Outcome, Plan, Slice, Told};

/// How long signing everybody in and reading every catalogue may take.
const READY_LIMIT: Duration = Duration::from_secs(120);
/// What a slice may take beyond its time.
const MARGIN: Duration = Duration::from_secs(60);

/// The running generator. It ends with its standard input.
pub struct Generator {
    pub pid: i32,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    _child: Child,
}

impl Generator {
    /// Starts it; returns when all tills are ready.
    pub async fn start(plan: &Plan) -> Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("generate")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("starting the generator")?;
        let pid = child
            .id()
            .and_then(|pid| i32::try_from(pid).ok())
            .context("the generator has ended at once")?;
        let input = child.stdin.take().context("the generator's input")?;
        let output = BufReader::new(child.stdout.take().context("the generator's output")?).lines();
        let mut generator = Self {
            pid,
            input,
            output,
            _child: child,
        };
        generator.tell(plan).await?;
        match generator.hear(READY_LIMIT).await? {
            Told::Ready => Ok(generator),
            told => bail!("the generator is not ready: {told:?}"),
        }
    }

    pub async fn run(&mut self, slice: Slice) -> Result<Outcome> {
        self.tell(&slice).await?;
        match self.hear(Duration::from_secs_f64(slice.seconds) + MARGIN).await? {
            Told::Done(outcome) => Ok(outcome),
            told => bail!("the generator answered {told:?}"),
        }
    }

    async fn tell(&mut self, what: &impl serde::Serialize) -> Result<()> {
        let mut line = serde_json::to_vec(what)?;
        line.push(b'\n');
        self.input.write_all(&line).await.context("telling the generator")
    }

    async fn hear(&mut self, limit: Duration) -> Result<Told> {
        let line = tokio::time::timeout(limit, self.output.next_line())
            .await
            .context("the generator does not answer")??;
        serde_json::from_str(&line.context("the generator has ended; its reason is above")?)
            .context("understanding the generator")
    }
}
