//! What the window tells a person in passing: short notes that leave by themselves, and failures that stay until what they
//! are about is over.

use std::path::PathBuf;

use crate::model::ProductId;
use crate::text::Message;

/// How a notice looks and how long it stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Done,
    Info,
    Failed,
}

/// What a notice offers to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    OpenFile(PathBuf),
    /// Where a file lies that nothing opens, and the folder around it.
    Place {
        path: PathBuf,
        folder: Option<PathBuf>,
    },
    /// Takes back the step that led to this revision; gone once there is a newer one.
    Undo(u64),
    RetrySave,
    /// The file was changed elsewhere: this window's version, theirs, or what differs.
    Conflict,
    /// Show what an earlier session could not write.
    Recover,
    /// Bring back the buyer's list before this one.
    BringListBack,
    /// Bring back photos that were cleared away.
    BringPhotosBack(Vec<String>),
    /// Shows the drafts that came in.
    ShowDrafts(Vec<ProductId>),
    /// Take photos that are damaged inside all the same.
    TakeDamagedPhotos,
}

/// Something a person is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub id: u64,
    pub tone: Tone,
    pub text: Message,
    pub offer: Option<Offer>,
    /// It leaves by itself.
    pub passing: bool,
    /// When it does, in seconds of the window's clock; set when it is first shown.
    until: Option<f64>,
}

/// The notices that are told now, oldest first.
#[derive(Debug, Default)]
pub struct Notices {
    list: Vec<Notice>,
    next_id: u64,
}

impl Notices {
    /// Seconds that a passing notice stays at least.
    const PASSING_S: f64 = 6.0;
    /// Letters that are read in a second without haste.
    const LETTERS_A_SECOND: f64 = 12.0;
    /// Nobody reads on through more than this; the oldest one goes.
    const MOST: usize = 9;

    pub fn tell(&mut self, tone: Tone, text: Message, offer: Option<Offer>) {
        // What was said in passing is over when the next thing is said.
        self.list.retain(|notice| notice.text != text && (!notice.passing || notice.offer.is_some()));
        if self.list.len() >= Self::MOST {
            self.list.remove(0);
        }
        self.next_id += 1;
        let stays = tone == Tone::Failed
            || matches!(
                offer,
                Some(
                    Offer::OpenFile(_)
                        | Offer::Recover
                        | Offer::BringPhotosBack(_)
                        | Offer::BringListBack
                        | Offer::ShowDrafts(_)
                )
            );
        self.list.push(Notice { id: self.next_id, tone, text, offer, passing: !stays, until: None });
    }

    /// The id of the newest one.
    pub fn newest(&self) -> Option<u64> {
        self.list.last().map(|notice| notice.id)
    }

    pub fn dismiss(&mut self, id: u64) {
        self.list.retain(|notice| notice.id != id);
    }

    /// Drops what is told with an offer that stands no longer.
    pub fn retain_offers(&mut self, stands: impl Fn(&Offer) -> bool) {
        self.list.retain(|notice| notice.offer.as_ref().is_none_or(&stands));
    }

    /// Drops what has been shown long enough; returns the seconds until the next one goes.
    pub fn expire(&mut self, now_s: f64) -> Option<f64> {
        for notice in self.list.iter_mut().filter(|notice| notice.passing) {
            let letters = notice.text.what.chars().count() + notice.text.todo.chars().count();
            let stays_s = Self::PASSING_S.max(2.0 + letters as f64 / Self::LETTERS_A_SECOND);
            notice.until.get_or_insert(now_s + stays_s);
        }
        self.list.retain(|notice| notice.until.is_none_or(|until| until > now_s));
        self.list.iter().filter_map(|notice| notice.until).map(|until| until - now_s).reduce(f64::min)
    }

    /// The newest stands last, and is the one that is shown.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Notice> {
        self.list.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_stays_as_long_as_it_takes_to_read() {
        let seconds = |what: &str, todo: &str| {
            let mut notices = Notices::default();
            notices.tell(Tone::Info, Message::new(what, todo, ""), None);
            notices.expire(100.0).unwrap()
        };
        assert_eq!(seconds("Tersimpan.", ""), 6.0);
        assert_eq!(seconds(&"x".repeat(60), &"x".repeat(60)), 12.0);
    }
}
