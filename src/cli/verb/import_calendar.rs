//! `import busy` and `import holidays`: out of calendars.

use app::import::{CalendarReport, ImportOptions};
use domain::TechnicianId;
use serde_json::json;

use crate::desk::Desk;
use crate::failure::{Failure, Result};
use crate::output::Answer;

/// The busy times of somebody's calendar.
pub(super) fn busy(
    desk: &mut Desk,
    bytes: &[u8],
    technician: Option<&str>,
    options: &ImportOptions,
) -> Result<CalendarReport> {
    let whose = whose(desk, technician)?;
    Ok(desk.app.import_busy(bytes, whose, options)?)
}

/// Whose calendar it is; none for everybody's, which has to be said.
fn whose(desk: &Desk, technician: Option<&str>) -> Result<Option<TechnicianId>> {
    match technician.map(str::trim) {
        Some(name) if name.eq_ignore_ascii_case("everybody") => Ok(None),
        Some(name) => Ok(Some(desk.technician(name)?)),
        None => {
            let hint = "say --technician NAME, or --technician everybody";
            Err(Failure::usage("technician", "it does not say whose calendar this is", hint))
        }
    }
}

/// The answer: what was done, or that nothing was.
pub(super) fn answer(desk: &Desk, report: &CalendarReport) -> Result<Answer> {
    if report.rejected {
        let hint = "mend the file or fetch it again, or leave these entries out with --skip-bad";
        return Err(Failure::Input {
            message: report.lines().join("\n"),
            hints: vec![hint.to_owned()],
            detail: Some(json!({ "errors": report.errors, "report": report })),
        });
    }
    desk.session.output.answer(report, |page| report.lines().iter().for_each(|line| page.line(line)))
}
