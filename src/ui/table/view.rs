//! What the table shows and what is chosen in it: the order of rows, the cell under the keyboard, ticked products.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::columns::{SortKey, TableColumn};
use crate::exchange::{Answer, Column, QuestionKey};
use crate::model::{BulkEdit, Catalog, ProductId, Replacing, TextMatch};
use crate::text::Lang;
use crate::ui::kit::ticks;

/// A cell, by its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellPlace {
    pub row: usize,
    pub column: usize,
}

/// A column that rows are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorting {
    pub column: TableColumn,
    pub descending: bool,
}

/// A question of a cell, in words, and its answers.
pub type CellQuestion = (QuestionKey, String, Vec<(Answer, String)>);

/// A cell that is typed into.
#[derive(Clone, Debug)]
pub struct Editing {
    pub id: ProductId,
    pub column: Column,
    /// What stood there first, or the letter that began it.
    pub text: String,
    /// What is wrong with what was typed last.
    pub fault: Option<String>,
    /// What only the person can answer, with the answers there are.
    pub question: Option<CellQuestion>,
    pub answers: BTreeMap<QuestionKey, Answer>,
    /// Tells one editing from the next one.
    pub number: u64,
}

/// The table of one window.
#[derive(Default)]
pub struct TableView {
    pub sorting: Option<Sorting>,
    /// The products in the order of the rows.
    pub order: Arc<Vec<ProductId>>,
    pub cursor: Option<CellPlace>,
    /// The other corner of the range that is copied.
    pub anchor: Option<CellPlace>,
    /// Ticked products, whether they are shown now or not.
    pub chosen: BTreeSet<ProductId>,
    /// How many of them the list does not show.
    pub hidden: usize,
    /// Where a range of ticks starts.
    pub pivot: Option<usize>,
    pub editing: Option<Editing>,
    /// Set for one frame: the cursor comes into view, the table takes the keyboard.
    pub reveal: bool,
    pub take_focus: bool,
    pub bulk: BulkEdit,
    pub replacing: Replacing,
    /// What is found with `replacing` in what was in view then.
    pub found: Arc<Vec<TextMatch>>,
    /// In how many products that is.
    pub found_in: usize,
    /// What `order` was made of; false makes it anew.
    pub is_current: bool,
    pub(super) editings: u64,
}

impl TableView {
    /// Follows the products that the list shows now. `keep`: only the catalogue changed, so that rows stay where they are.
    pub fn follow(&mut self, ids: Vec<ProductId>, catalog: &Catalog, lang: Lang, keep: bool) {
        let at_cursor = self.cursor.and_then(|cursor| self.order.get(cursor.row).cloned());
        let order = if keep && self.is_current { self.kept(ids) } else { self.sorted(ids, catalog, lang) };
        self.order = Arc::new(order);
        self.is_current = true;
        self.pivot = None;
        if self.editing.as_ref().is_some_and(|editing| !self.order.contains(&editing.id)) {
            self.editing = None;
        }
        let last = self.order.len().checked_sub(1);
        if let Some(id) = at_cursor {
            let found = self.order.iter().position(|one| *one == id);
            let before = self.cursor;
            self.cursor = match (found, self.cursor, last) {
                (Some(row), Some(cursor), _) => Some(CellPlace { row, ..cursor }),
                (None, Some(cursor), Some(last)) => Some(CellPlace { row: cursor.row.min(last), ..cursor }),
                _ => None,
            };
            if self.cursor != before {
                self.anchor = self.cursor;
            }
        } else {
            self.cursor = None;
        }
        self.anchor = match (self.anchor, last) {
            (Some(anchor), Some(last)) if anchor.row <= last && self.cursor.is_some() => Some(anchor),
            _ => self.cursor,
        };
    }

    fn kept(&self, ids: Vec<ProductId>) -> Vec<ProductId> {
        if *self.order == ids {
            return ids;
        }
        let shown: HashSet<&ProductId> = ids.iter().collect();
        let known: HashSet<&ProductId> = self.order.iter().collect();
        let mut order: Vec<ProductId> = self.order.iter().filter(|id| shown.contains(id)).cloned().collect();
        order.extend(ids.iter().filter(|id| !known.contains(id)).cloned());
        order
    }

    fn sorted(&self, ids: Vec<ProductId>, catalog: &Catalog, lang: Lang) -> Vec<ProductId> {
        let Some(sorting) = self.sorting else { return ids };
        let key = |id: &ProductId| {
            let product = catalog.products.get(id);
            product.map_or(SortKey::Empty, |product| sorting.column.sort_key(catalog, product, lang))
        };
        let mut keyed: Vec<(SortKey, ProductId)> = ids.into_iter().map(|id| (key(&id), id)).collect();
        keyed.sort_by(|(a, _), (b, _)| {
            // Empty cells stand last either way.
            let order = a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal);
            match (a, b) {
                (SortKey::Empty, _) | (_, SortKey::Empty) => order,
                _ if sorting.descending => order.reverse(),
                _ => order,
            }
        });
        keyed.into_iter().map(|(_, id)| id).collect()
    }

    /// Counts the ticked products that are not shown.
    pub fn count_hidden(&mut self, shown: &[ProductId]) {
        if self.chosen.is_empty() {
            self.hidden = 0;
            return;
        }
        let seen = shown.iter().filter(|id| self.chosen.contains(*id)).count();
        self.hidden = self.chosen.len() - seen;
    }

    /// The corners of the range of cells: the first and the last row and column.
    pub fn range(&self) -> Option<(CellPlace, CellPlace)> {
        let (a, b) = (self.cursor?, self.anchor.or(self.cursor)?);
        let first = CellPlace { row: a.row.min(b.row), column: a.column.min(b.column) };
        let last = CellPlace { row: a.row.max(b.row), column: a.column.max(b.column) };
        Some((first, last))
    }

    pub fn is_in_range(&self, row: usize, column: usize) -> bool {
        self.range().is_some_and(|(first, last)| {
            (first.row..=last.row).contains(&row) && (first.column..=last.column).contains(&column)
        })
    }

    /// Puts the cursor, within `columns`; `extend` keeps the other corner of the range.
    pub fn go(&mut self, to: CellPlace, columns: usize, extend: bool) {
        let (Some(last_row), Some(last_column)) = (self.order.len().checked_sub(1), columns.checked_sub(1)) else {
            return;
        };
        let to = CellPlace { row: to.row.min(last_row), column: to.column.min(last_column) };
        if !extend || self.anchor.is_none() {
            self.anchor = Some(to);
        }
        self.cursor = Some(to);
        self.reveal = true;
    }

    /// Takes in what was found; the hits of one product stand together.
    pub fn take_found(&mut self, found: Arc<Vec<TextMatch>>) {
        let first = usize::from(!found.is_empty());
        self.found_in =
            first + found.windows(2).filter(|pair| matches!(pair, [a, b] if a.product != b.product)).count();
        self.found = found;
    }

    /// Ticks or unticks one row; `through` every row from the last one ticked.
    pub fn tick(&mut self, row: usize, on: bool, through: bool) {
        let from = self.pivot.filter(|_| through).unwrap_or(row);
        for id in self.order.get(from.min(row)..=from.max(row)).unwrap_or_default() {
            ticks::put(&mut self.chosen, id.clone(), on);
        }
        self.pivot = Some(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::PricePart;
    use crate::model::{Price, Product, Text};

    fn catalog() -> Catalog {
        let mut catalog = Catalog::default();
        for (id, name, amount) in [("a", "Kopi", Some(20)), ("b", "Madu", None), ("c", "Batik", Some(100))] {
            let prices = amount.map(|amount| Price { amount, ..Price::default() }).into_iter().collect();
            let product = Product { id: id.into(), name: Text::new(name, ""), prices, ..Product::default() };
            catalog.products.insert(id.into(), product.into());
        }
        catalog
    }

    fn ids(ids: &[&str]) -> Vec<ProductId> {
        ids.iter().map(|id| ProductId::from(*id)).collect()
    }

    fn view(order: &[&str]) -> TableView {
        let mut view = TableView::default();
        view.follow(ids(order), &catalog(), Lang::Id, false);
        view
    }

    #[test]
    fn headings_sort_both_ways_and_empty_cells_stay_last() {
        let mut view = view(&["a", "b", "c"]);
        let column = TableColumn::Data(Column::Price(0, PricePart::Amount));
        for (descending, wanted) in [(false, ["a", "c", "b"]), (true, ["c", "a", "b"])] {
            view.sorting = Some(Sorting { column, descending });
            view.follow(ids(&["a", "b", "c"]), &catalog(), Lang::Id, false);
            assert_eq!(*view.order, ids(&wanted));
        }
    }

    #[test]
    fn rows_stay_where_they_are_while_the_catalogue_changes() {
        let mut view = view(&["c", "a", "b"]);
        view.go(CellPlace { row: 2, column: 1 }, 3, false);
        view.follow(ids(&["a", "b", "c", "d"]), &catalog(), Lang::Id, true);
        assert_eq!(*view.order, ids(&["c", "a", "b", "d"]));
        view.follow(ids(&["b", "d"]), &catalog(), Lang::Id, true);
        assert_eq!((view.cursor, view.order.len()), (Some(CellPlace { row: 0, column: 1 }), 2));
        view.follow(ids(&["d"]), &catalog(), Lang::Id, true);
        assert_eq!(view.cursor, Some(CellPlace { row: 0, column: 1 }));
        view.follow(Vec::new(), &catalog(), Lang::Id, true);
        assert_eq!((view.cursor, view.range()), (None, None));
    }

    #[test]
    fn a_range_grows_from_where_it_started() {
        let mut view = view(&["a", "b", "c"]);
        view.go(CellPlace { row: 1, column: 1 }, 4, false);
        view.go(CellPlace { row: 9, column: 0 }, 4, true);
        assert_eq!(view.range(), Some((CellPlace { row: 1, column: 0 }, CellPlace { row: 2, column: 1 })));
        assert!(view.is_in_range(2, 1) && !view.is_in_range(0, 1));
        view.go(CellPlace { row: 0, column: 9 }, 4, false);
        assert_eq!(view.range(), Some((CellPlace { row: 0, column: 3 }, CellPlace { row: 0, column: 3 })));
    }

    #[test]
    fn ticks_go_one_by_one_and_through() {
        let mut view = view(&["a", "b", "c"]);
        view.tick(0, true, false);
        view.tick(2, true, true);
        assert_eq!(view.chosen.len(), 3);
        view.tick(1, false, false);
        view.count_hidden(&ids(&["a"]));
        assert_eq!((view.chosen.len(), view.hidden), (2, 1));
    }
}
