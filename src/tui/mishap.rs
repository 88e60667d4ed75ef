//! A panic where a test asks for one, so that it can watch what becomes of the terminal. Never in a release build.

/// The variable that names the place.
const VARIABLE: &str = "TRUCKROLL_MISHAP";

/// Panics when this place was named; with data in its words, as a real panic may have.
pub(crate) fn at(place: &str, data: &str) {
    let is_named = cfg!(debug_assertions) && std::env::var(VARIABLE).is_ok_and(|named| named == place);
    assert!(!is_named, "a mishap in {place}, at work on {data}");
}
