//! `import places`: where postcodes are.

use app::import::{PlaceOptions, PlacesReport};
use domain::country_code;
use serde_json::json;

use crate::desk::Desk;
use crate::failure::{Failure, Result};
use crate::output::Answer;

/// The code of a country that was said by code or name.
pub(super) fn country(said: &str) -> Result<String> {
    country_code(said).ok_or_else(|| {
        let message = format!("“{said}” is no country");
        Failure::usage("country", message, "write its code of two letters: --country GB")
    })
}

/// Brings places in; what is wrong with the file is in the report.
pub(super) fn bring(desk: &mut Desk, bytes: &[u8], options: &PlaceOptions) -> Result<PlacesReport> {
    Ok(desk.app.import_places(bytes, options)?)
}

/// What is answered of a report.
pub(super) fn answer(desk: &Desk, report: &PlacesReport) -> Result<Answer> {
    if report.rejected {
        let hint = match (report.rows, report.bad_rows()) {
            (0, _) => "a large file is brought in parts: split -l 100000 FILE part-",
            (_, 0) => "say what its columns are with --map 'COLUMN=FIELD', or bring another file",
            (_, _) => "mend these rows and import the file again, or leave them out with --skip-bad",
        };
        return Err(Failure::Input {
            message: report.lines().join("\n"),
            hints: vec![hint.to_owned()],
            detail: Some(json!({ "errors": report.errors, "report": report })),
        });
    }
    let lines = report.lines();
    desk.session.output.answer(report, |page| lines.iter().for_each(|line| page.line(line)))
}
