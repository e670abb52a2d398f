//! What a start tells of the session before it.

use egui_kittest::kittest::Queryable as _;

use crate::desk::{Desk, LAPTOP, open};

#[test]
fn a_start_after_a_fault_of_the_program_says_so_once() {
    let desk = Desk::new();
    let catalog = desk.own();
    std::fs::create_dir(desk.path("config")).unwrap();
    std::fs::write(desk.path("config/crash-report.txt"), "src/ui/app/mod.rs:1").unwrap();
    let told = "berhenti karena kesalahannya sendiri";
    let window = open(desk.parts(), Some(catalog.clone()), LAPTOP);
    window.get_by_label_contains(told);
    drop(window);
    let window = open(desk.parts(), Some(catalog), LAPTOP);
    assert!(window.query_by_label_contains(told).is_none());
    assert!(desk.path("config/crash-report-told.txt").is_file());
}
