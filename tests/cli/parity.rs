//! Everything the screen does has a verb, and every verb of the desk's work has its action: both ways from one table.

use std::collections::BTreeSet;
use std::path::Path;

use crate::desk::Desk;

/// Actions with the verbs that do the same, as their schemas are called.
const SAME: &str = "
go-today: today
go-calendar show-day day-back day-on week-back week-on day-today: day
show-week: week
show-month: month
go-board group-by: board
go-clients: client-list
open: job-show client-show visit-show site-show contact-show equipment-show
events: event-list event-show event-edit event-remove
add-event: event-add
next-pane: tray
assign assign-lane: visit-assign job-schedule slots
slots: slots
schedule: visit-schedule job-schedule
unschedule: visit-to-tray visit-unassign
move quarter-back quarter-on hour-back hour-on lane-down lane-up shorter longer type-time commit-move: visit-move
why: visit-why job-why
late late-apply late-draft: late
add-visit visit-form: visit-add
reschedule: visit-reschedule
promise: job-promise
pin: visit-pin visit-unpin
stage-on stage-back: job-schedule job-complete job-verify job-close job-reopen job-release visit-to-tray
confirm: visit-confirm
dispatch: visit-dispatch
en-route: visit-en-route
on-site: visit-on-site
done: visit-done
complete: job-complete
verify: job-verify
check: job-check
invoice: job-invoice invoice-mark
reopen: job-reopen
close: job-close
hold: job-hold
substatus: job-substatus
release: job-release
merge do-merge swap-merge: client-merge client-duplicates
access: site-show
new full-form submit form-save: job-add client-add technician-add service-add
edit: job-edit visit-edit client-edit contact-edit site-edit equipment-edit technician-edit service-edit
edit-business: business-edit business-show
technicians: technician-list technician-show
services: service-list service-show
new-technician: technician-add
tag: job-tag client-tag site-tag technician-tag
note: job-note client-note
cancel: job-cancel visit-cancel client-remove
form-remove: contact-remove site-remove equipment-remove technician-remove service-remove client-remove
go-history form-history log: log
go-client: client-show
add-contact: contact-add
add-site: site-add
add-equipment: equipment-add
add-job: job-add
undo undo-this: undo draft-undo
draft draft-new: draft-new draft-list draft-show
draft-diff: draft-diff
draft-optimise: draft-optimise
draft-commit: draft-commit
draft-drop: draft-drop
draft-discard: draft-discard
redo: redo draft-redo
import import-try import-go import-skip import-change: import
go-to palette: find
search: job-list visit-list
filter-menu: filter-list filter-show filter-save filter-remove
mark mark-range mark-all: visit-confirm
help: man config-keys
";

/// Actions that only steer the screen.
const OF_THE_SCREEN: &str = "
draft-leave go-last hours-earlier hours-later zoom-in zoom-out down up left right first last half-down half-up back leave-move
copy-number copy-phone copy-email copy-address show-all next-match previous-match mouse next-theme redraw suspend quit
field-next field-previous field-enter field-down field-up fields-down fields-up field-list form-discard complete-line
choose next-choice previous-choice choices-down choices-up details-down details-up help-typing yes no scroll-down scroll-up page-down page-up
late-copy late-next late-previous late-first late-last help-first help-last import-another close-help leave suspend-dialog
";

/// Verbs for shells, files and the store itself, and lists of what the screen shows under its client or job.
const OF_THE_COMMAND_LINE: &str = "
init demo config-path config-show config-edit doctor backup backup-list restore migrate completions export
contact-list site-list equipment-list job-remove visit-remove place-list place-remove error
";

#[test]
fn every_action_has_its_verb_and_every_verb_its_action() {
    let keys = Desk::bare().data(&["config", "keys"]);
    let actions: BTreeSet<String> = keys["actions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["id"].as_str().unwrap().to_owned())
        .collect();
    let schemas = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schema")).unwrap();
    let name = |file: std::io::Result<std::fs::DirEntry>| file.unwrap().file_name().into_string().unwrap();
    let verbs: BTreeSet<String> =
        schemas.map(name).filter_map(|name| name.strip_suffix(".json").map(str::to_owned)).collect();

    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<BTreeSet<String>>();
    let rows = || SAME.lines().filter_map(|row| row.split_once(':'));
    let mut told = words(OF_THE_SCREEN);
    told.extend(rows().flat_map(|(actions, _)| words(actions)));
    let mut done = words(OF_THE_COMMAND_LINE);
    done.extend(rows().flat_map(|(_, verbs)| words(verbs)));
    let differ = |one: &BTreeSet<String>, other: &BTreeSet<String>| -> Vec<String> {
        one.symmetric_difference(other).cloned().collect()
    };
    assert_eq!(differ(&actions, &told), Vec::<String>::new(), "actions of the screen");
    assert_eq!(differ(&verbs, &done), Vec::<String>::new(), "verbs");
}
