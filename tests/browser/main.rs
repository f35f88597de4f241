//! The journeys in a real browser: as readers make them, with and without scripts, by pointer and by keyboard.

mod accessibility;
mod accounts;
mod case_page;
mod cases;
mod desk;
mod forum;
mod guided;
mod harness;
mod journeys;
mod layout;
mod slow;
mod status;
mod tour;
mod without_scripts;
