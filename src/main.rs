//! `etalase`: the window, or one command of the command line.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::process::ExitCode;

use etalase::ui::StartError;

fn main() -> ExitCode {
    etalase::cli::console();
    let choice = match etalase::cli::read() {
        Ok(choice) => choice,
        Err(code) => return code,
    };
    if let Err(code) = choice.everywhere.start_log() {
        return code;
    }
    match choice.command {
        Some(command) => etalase::cli::run(&choice.everywhere, command),
        None => {
            let options = etalase::ui::StartOptions {
                catalog: choice.catalog,
                config: choice.everywhere.config(),
                lang: choice.everywhere.lang_ui,
                renderer: choice.renderer,
            };
            match etalase::ui::run(options) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error @ StartError::NotCompiledIn { .. }) => choice.everywhere.wrong_usage(&error),
                Err(error) => choice.everywhere.fail(&error),
            }
        }
    }
}
