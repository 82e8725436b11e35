//! `novapos doctor`: what is wrong with this installation, and what to do.

use std::process::ExitCode;

use anyhow::Result;

use crate::{cli::Where, config::Config, doctor};

pub async fn run(loaded: Result<Config, String>, place: &Where) -> Result<ExitCode> {
    let findings = doctor::examine(loaded, place.home.as_deref()).await;
    for finding in &findings {
        println!("{finding}");
    }
    let problems = findings.iter().filter(|finding| finding.is_problem()).count();
    match problems {
        0 => println!("\nNothing is wrong."),
        1 => println!("\nOne thing needs you."),
        _ => println!("\n{problems} things need you."),
    }
    Ok(if problems == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
