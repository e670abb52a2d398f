//! Which slots have which word, so that a search looks at few of them.

use super::answers::Answer;

/// Which slots of a slab have which word.
#[derive(Clone, Debug, Default)]
pub(super) struct Whereabouts {
    /// Where each word's list ends.
    ends: Vec<u32>,
    /// For each word its first slot, then how many slots further the next is, in as many bytes as it takes.
    lists: Vec<u8>,
}

impl Whereabouts {
    /// Of the words of each slot; there are so many different ones.
    pub(super) fn of<W: Iterator<Item = u32>>(slots: impl Iterator<Item = W>, words: usize) -> Self {
        // For each word the slot behind the last one that has it, and how many bytes its list takes.
        let mut seen = vec![(0_u32, 0_u32); words];
        // Words and their steps, in order of slots.
        let mut standing: Vec<(u32, u32)> = Vec::new();
        for (slot, words) in (0_u32..).zip(slots) {
            for word in words {
                let Some((next, bytes)) = seen.get_mut(word as usize) else { continue };
                let behind = slot + 1;
                if *next < behind {
                    let step = slot - *next;
                    *next = behind;
                    *bytes += bytes_of(step);
                    standing.push((word, step));
                }
            }
        }
        let mut sum = 0;
        // First where each list begins, then, when all is put, where it ends.
        let begins = seen.into_iter().map(|(_, bytes)| {
            sum += bytes;
            sum - bytes
        });
        let mut ends: Vec<u32> = begins.collect();
        let mut lists = vec![0; sum as usize];
        for (word, step) in standing {
            let Some(end) = ends.get_mut(word as usize) else { continue };
            let mut rest = step;
            for place in lists.iter_mut().skip(*end as usize).take(bytes_of(step) as usize) {
                *place = if rest >= 0x80 { rest as u8 | 0x80 } else { rest as u8 };
                rest >>= 7;
            }
            *end += bytes_of(step);
        }
        Self { ends, lists }
    }

    /// Of the words those that answer, with their lists.
    fn answering<'a>(&'a self, words: &'a [Answer]) -> impl Iterator<Item = (Answer, &'a [u8])> {
        let begins = std::iter::once(&0).chain(&self.ends);
        let lists = begins.zip(&self.ends).zip(words).filter(|(_, answer)| !answer.is_none());
        lists
            .map(|((begin, end), answer)| (*answer, self.lists.get(*begin as usize..*end as usize).unwrap_or_default()))
    }

    /// What the words of each of so many slots answer together; empty where none does.
    pub(super) fn of_slots(&self, words: &[Answer], slots: usize) -> Vec<Answer> {
        let mut together = vec![Answer::default(); if words.is_empty() { 0 } else { slots }];
        for (answer, list) in self.answering(words) {
            each_slot(list, |slot| {
                if let Some(together) = together.get_mut(slot) {
                    together.add(answer);
                }
            });
        }
        together
    }

    /// For each of so many slots whether it is worth a look; empty where none is.
    pub(super) fn worth_a_look(&self, words: &[Answer], slots: usize) -> Vec<bool> {
        /// Where as many lists speak of each slot, looking is quicker than reading them.
        const CROWDED: usize = 4;
        let bytes: usize = self.answering(words).map(|(_, list)| list.len()).sum();
        if bytes > CROWDED * slots {
            return vec![true; slots];
        }
        self.of_slots(words, slots).into_iter().map(Answer::may_have).collect()
    }
}

/// How many bytes a step takes.
fn bytes_of(step: u32) -> u32 {
    match step {
        0..0x80 => 1,
        _ => (38 - step.leading_zeros()) / 7,
    }
}

fn each_slot(list: &[u8], mut take: impl FnMut(usize)) {
    let (mut slot, mut step, mut shift) = (0_usize, 0_usize, 0);
    for byte in list {
        step |= usize::from(byte & 0x7f) << shift;
        shift += 7;
        if *byte < 0x80 {
            slot += step;
            take(slot);
            slot += 1;
            (step, shift) = (0, 0);
        }
    }
}
