//! Keeps the display from darkening while slides run.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};

/// The display stays on until this is dropped.
#[derive(Debug)]
pub struct Awake {
    /// Its end ends the thread.
    _held: Sender<()>,
    failed: Arc<AtomicBool>,
}

impl Awake {
    /// Asks the system on a thread of its own: Windows binds the wish to the thread, Linux answers over D-Bus.
    pub fn start() -> Self {
        let (held, ended) = channel::<()>();
        let failed = Arc::new(AtomicBool::new(false));
        let told = failed.clone();
        let ask = move || {
            let made = keepawake::Builder::default()
                .display(true)
                .reason("Slides")
                .app_name("Etalase Desa")
                .app_reverse_domain("id.etalase.desa")
                .create();
            match made {
                Ok(awake) => {
                    // Until the other end is dropped.
                    let _ = ended.recv();
                    drop(awake);
                }
                Err(error) => {
                    tracing::warn!(%error, "the display cannot be kept on");
                    told.store(true, Ordering::Relaxed);
                }
            }
        };
        if let Err(error) = std::thread::Builder::new().name("awake".into()).spawn(ask) {
            tracing::warn!(%error, "no thread to keep the display on");
            failed.store(true, Ordering::Relaxed);
        }
        Self { _held: held, failed }
    }

    pub fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }
}
