//! Cash management: a drawer from its float to its Z report. Decided here; written by [`crate::store`]'s `cash` tables.
//!
//! A session fixes the business day of its sales (rule 40). What should be in the drawer is told only to who has counted it, or may
//! approve (rule 38). A Z report is stored once, numbered and chained for each register; what arrives later corrects it (rule 41).

pub mod count;
pub mod drawer;
pub mod figures;
pub mod movement;
pub mod print;
pub mod sessions;
pub mod z_report;
