//! Puts a change onto a catalogue that somebody else has changed meanwhile.

use crate::model::edit::Change;
use crate::model::record::{Producer, ProducerField, Product, ProductField, Record};

impl Change {
    /// The record that this change makes of what it is now: the fields that it changed, on top of those of others. `true`
    /// where somebody else changed the same field in another way, or the whole record.
    pub fn rebased(&self, now: Option<&Record>) -> (Option<Record>, bool) {
        if now == self.before.as_ref() || now == self.after.as_ref() {
            return (self.after.clone(), false);
        }
        match (&self.before, &self.after, now) {
            (Some(Record::Product(before)), Some(Record::Product(after)), Some(Record::Product(now))) => {
                let mut next: Product = now.as_ref().clone();
                let mut clashes = false;
                for field in ProductField::ALL.iter().filter(|field| field.get(before) != field.get(after)) {
                    clashes |= field.get(now) != field.get(before) && field.get(now) != field.get(after);
                    field.get_mut(&mut next).set(field.get(after));
                }
                (Some(next.into()), clashes)
            }
            (Some(Record::Producer(before)), Some(Record::Producer(after)), Some(Record::Producer(now))) => {
                let mut next: Producer = now.as_ref().clone();
                let mut clashes = false;
                for field in ProducerField::ALL.iter().filter(|field| field.get(before) != field.get(after)) {
                    clashes |= field.get(now) != field.get(before) && field.get(now) != field.get(after);
                    field.get_mut(&mut next).set(field.get(after));
                }
                (Some(next.into()), clashes)
            }
            _ => (self.after.clone(), true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Key, Text};

    fn honey(name: &str, hs_code: &str) -> Record {
        let product =
            Product { id: "madu".into(), name: Text::new(name, ""), hs_code: hs_code.into(), ..Product::default() };
        product.into()
    }

    fn change(before: Option<Record>, after: Option<Record>) -> Change {
        Change { key: Key::Product("madu".into()), before, after }
    }

    #[test]
    fn fields_that_somebody_else_changed_stay_and_the_same_field_clashes() {
        let mine = change(Some(honey("Madu", "")), Some(honey("Madu Hutan", "")));
        assert_eq!(mine.rebased(Some(&honey("Madu", ""))), (Some(honey("Madu Hutan", "")), false));
        assert_eq!(mine.rebased(Some(&honey("Madu", "0409"))), (Some(honey("Madu Hutan", "0409")), false));
        assert_eq!(mine.rebased(Some(&honey("Madu Rimba", "0409"))), (Some(honey("Madu Hutan", "0409")), true));
        assert_eq!(mine.rebased(None), (Some(honey("Madu Hutan", "")), true));
        let deleted = change(Some(honey("Madu", "")), None);
        assert_eq!(deleted.rebased(Some(&honey("Madu", "0409"))), (None, true));
        assert_eq!(deleted.rebased(None), (None, false));
    }
}
