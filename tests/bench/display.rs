//! A display of its own (Xvfb) with a window manager, whose pixels can be read and whose keys can be pressed.

use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Without these there is nothing to measure on.
pub const NEEDED: [&str; 3] = ["Xvfb", "xdotool", "openbox"];

/// Ends the program whatever happens.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub struct Display {
    pub name: String,
    /// The picture of the screen as a file that the server keeps in step.
    pixels: PathBuf,
    _manager: Running,
    _server: Running,
    _dir: tempfile::TempDir,
}

/// A part of the screen: left, top, right, bottom.
pub type Area = (usize, usize, usize, usize);

impl Display {
    pub fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut server = Command::new("Xvfb");
        server.args(["-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "+extension", "GLX"]);
        server.arg("-fbdir").arg(dir.path()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = Running(server.spawn().unwrap());
        let mut number = String::new();
        let told = server.0.stdout.take().unwrap();
        BufReader::new(told).read_line(&mut number).unwrap();
        let name = format!(":{}", number.trim());
        let mut manager = Command::new("openbox");
        manager.env("DISPLAY", &name).stdout(Stdio::null()).stderr(Stdio::null());
        let manager = Running(manager.spawn().unwrap());
        std::thread::sleep(Duration::from_millis(700));
        let pixels = dir.path().join("Xvfb_screen0");
        Self { name, pixels, _manager: manager, _server: server, _dir: dir }
    }

    pub fn xdotool(&self, args: &[&str]) {
        let done = Command::new("xdotool").args(args).env("DISPLAY", &self.name).output().unwrap();
        assert!(done.status.success(), "xdotool {args:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// Every fourth row of an area, four bytes a pixel. The file is an XWD picture: a header of big-endian numbers, a
    /// table of colours of twelve bytes each, rows.
    pub fn look(&self, (left, top, right, bottom): Area) -> Vec<u8> {
        let mut file = std::fs::File::open(&self.pixels).unwrap();
        let mut header = [0; 100];
        file.read_exact(&mut header).unwrap();
        let number = |at: usize| {
            let bytes = [header[at * 4], header[at * 4 + 1], header[at * 4 + 2], header[at * 4 + 3]];
            u64::from(u32::from_be_bytes(bytes))
        };
        let (begin, row_bytes) = (number(0) + number(19) * 12, number(12));
        let mut pixels = Vec::new();
        let mut row = vec![0; (right - left) * 4];
        for y in (top..bottom).step_by(4) {
            file.seek(SeekFrom::Start(begin + y as u64 * row_bytes + left as u64 * 4)).unwrap();
            file.read_exact(&mut row).unwrap();
            pixels.extend_from_slice(&row);
        }
        pixels
    }

    /// Waits until an area looks like something; `None` where it never does.
    pub fn until(&self, area: Area, most: Duration, holds: impl Fn(&[u8]) -> bool) -> Option<Duration> {
        let start = Instant::now();
        while start.elapsed() < most {
            if holds(&self.look(area)) {
                return Some(start.elapsed());
            }
            std::thread::sleep(Duration::from_millis(4));
        }
        None
    }
}

/// How much of an area has the colour that most of it has: 1 where nothing is drawn in it.
pub fn plain_share(pixels: &[u8]) -> f64 {
    let mut counts = std::collections::HashMap::new();
    for pixel in pixels.chunks_exact(4).step_by(3) {
        *counts.entry([pixel[0], pixel[1], pixel[2]]).or_insert(0_usize) += 1;
    }
    let most = counts.values().max().copied().unwrap_or(0);
    most as f64 / counts.values().sum::<usize>().max(1) as f64
}
