//! Etalase Desa: turns a folder of village products into something a buyer can browse, search, ask about and carry
//! home on paper, offline.

pub mod text;

pub mod jobs;

pub mod regions;

pub mod model;

pub mod store;

pub mod brochure;

pub mod cli;

pub mod ui;
