//! The rows. A row is: action, id, keys, word in the hint line, name, help, and after `if` the rule of
//! `available` that says when it can be done; without one it can be done wherever it can be pressed.
//!
//! Choices of letters: `.` is the prefix of every change of state, one letter each, because bare `d`
//! means done in one tool and delete in another; `g` goes to, `y` copies. The digits are views, so a
//! count begins with `0`. Within a context no sequence may begin with another whole one, so every key
//! is decided when it is pressed and never by waiting.

use super::{Context, Entry, Group, available};

const VIEWS: &[Context] =
    &[Context::Today, Context::Calendar, Context::Cells, Context::Board, Context::Clients, Context::Detail];
const LISTS: &[Context] = &[Context::Today, Context::Calendar, Context::Board, Context::Clients];
const WORK: &[Context] = &[Context::Today, Context::Calendar, Context::Board, Context::Detail];
const PANED: &[Context] = &[Context::Today, Context::Calendar, Context::Clients, Context::Detail];
const CARDS: &[Context] = &[Context::Clients, Context::Detail];
const DATED: &[Context] = &[Context::Today, Context::Calendar, Context::Cells];
const CALENDAR: &[Context] = &[Context::Calendar];
const BOARD: &[Context] = &[Context::Board];
const MOVING: &[Context] = &[Context::Moving];
const LINE: &[Context] = &[Context::Line];
const MENU: &[Context] = &[Context::Menu];
const TYPED: &[Context] = &[Context::Line, Context::Menu, Context::Form];
const FORM: &[Context] = &[Context::Form];
const CONFIRM: &[Context] = &[Context::Confirm];
const HELP: &[Context] = &[Context::Help];
const LATE: &[Context] = &[Context::Late];
const LATES: &[Context] = &[Context::Today, Context::Calendar, Context::Detail];
const COMPARE: &[Context] = &[Context::Compare];
const DETAIL: &[Context] = &[Context::Detail];
const IMPORT_COLUMNS: &[Context] = &[Context::ImportColumns];
const IMPORT_REPORT: &[Context] = &[Context::ImportReport];
const IMPORT_REJECTED: &[Context] = &[Context::ImportRejected];
const IMPORT_DONE: &[Context] = &[Context::ImportDone];
const READ: &[Context] = &[
    Context::Help,
    Context::Compare,
    Context::ImportColumns,
    Context::ImportReport,
    Context::ImportRejected,
    Context::ImportDone,
];
const DIALOGS: &[Context] = &[
    Context::Line,
    Context::Menu,
    Context::Confirm,
    Context::Form,
    Context::Help,
    Context::Compare,
    Context::Late,
    Context::ImportColumns,
    Context::ImportRunning,
    Context::ImportReport,
    Context::ImportRejected,
    Context::ImportDone,
];

macro_rules! rule {
    () => {
        available::always
    };
    ($rule:ident) => {
        available::$rule
    };
}

/// Makes the closed set of actions and their table from the same rows, so that neither can lack one.
macro_rules! table {
    ($( $group:ident in $contexts:ident {
        $( $action:ident $id:literal [$($key:literal)*] $hint:literal $name:literal $help:literal $(if $rule:ident)?; )+
    } )+) => {
        /// Everything a key can do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $($( #[doc = $help] $action, )+)+
        }

        /// Every action, in the order of the help.
        pub static TABLE: &[Entry] = &[
            $($( Entry {
                action: Action::$action,
                id: $id,
                keys: &[$($key),*],
                hint: $hint,
                name: $name,
                help: $help,
                group: Group::$group,
                contexts: $contexts,
                available: rule!($($rule)?),
            }, )+)+
        ];
    };
}

table! {
    Views in VIEWS {
        GoToday "go-today" ["1"] "" "Today" "Shows what needs attention, who is where, and the tray.";
        GoCalendar "go-calendar" ["2"] "" "Calendar" "Shows a lane for each technician across the day.";
        GoBoard "go-board" ["3"] "" "Board" "Shows a column for each stage.";
        GoClients "go-clients" ["4"] "" "Clients" "Shows the clients.";
        GoLast "go-last" ["-"] "" "Last view" "Goes to the view shown before this one.";
    }
    Days in VIEWS {
        ShowDay "show-day" ["gd"] "" "Day" "Shows a day of the calendar, with its visits.";
        ShowWeek "show-week" ["gw"] "" "Week" "Shows a week: how full each technician's days are.";
        ShowMonth "show-month" ["gm"] "" "Month" "Shows a month: how each of its days stands.";
    }
    Days in DATED {
        DayBack "day-back" ["gp" "["] "" "Day back" "Goes a day back.";
        DayOn "day-on" ["gn" "]"] "" "Day on" "Goes a day on.";
        WeekBack "week-back" ["gP" "{"] "" "Week back" "Goes a week back; in the month view a month.";
        WeekOn "week-on" ["gN" "}"] "" "Week on" "Goes a week on; in the month view a month.";
        DayToday "day-today" ["t"] "" "To today" "Goes to today.";
    }
    Days in CALENDAR {
        HoursEarlier "hours-earlier" ["<" "ge"] "" "Earlier hours" "Shows earlier hours of the day.";
        HoursLater "hours-later" [">" "gl"] "" "Later hours" "Shows later hours of the day.";
        ZoomIn "zoom-in" ["+" "="] "" "Zoom in" "Gives each hour more room (4, 8 or 12 cells).";
        ZoomOut "zoom-out" ["_"] "" "Zoom out" "Gives each hour less room.";
    }
    Around in VIEWS {
        Down "down" ["j" "Down"] "" "Down" "Goes down; with a count (03j) that many.";
        Up "up" ["k" "Up"] "" "Up" "Goes up.";
        Left "left" ["h" "Left"] "" "Left" "Goes left: the visit before, the column before.";
        Right "right" ["l" "Right"] "" "Right" "Goes right: the visit after, the column after.";
        First "first" ["gg" "Home"] "" "First" "Goes to the first; with a count to that one.";
        Last "last" ["G" "End"] "" "Last" "Goes to the last.";
        HalfDown "half-down" ["Ctrl-d" "PageDown"] "" "Half a page down" "Goes half a page down.";
        HalfUp "half-up" ["Ctrl-u" "PageUp"] "" "Half a page up" "Goes half a page up.";
        Open "open" ["Enter"] "open" "Open" "Opens what is selected." if opens;
        Back "back" ["Esc"] "" "Back" "Goes back; never quits and never discards.";
    }
    Around in PANED {
        NextPane "next-pane" ["Tab"] "" "Next pane" "Goes between the list, the tray and the details.";
    }
    Plan in CALENDAR {
        AssignLane "assign-lane" ["A"] "" "Assign to this lane" "Assigns to the technician whose lane is focused." if place;
    }
    Plan in LATES {
        Late "late" ["L"] "" "Running late" "Shows what becomes of today when somebody is late, and what to do (040L: 40 minutes).";
    }
    Records in CARDS {
        Merge "merge" [".j"] "" "Merge clients" "Shows two marked clients side by side to make one of them; else lists likely pairs.";
        Access "access" ["ga"] "" "Access notes" "Shows or hides gate codes and keys of the site.";
    }
    Marks in LISTS {
        Mark "mark" ["Space"] "mark" "Mark" "Marks what is selected and goes on; actions then take all that is marked." if selected;
        MarkRange "mark-range" ["v"] "" "Mark a range" "Starts a range; moving marks it, v again ends it." if selected;
        MarkAll "mark-all" ["Ctrl-a"] "" "Mark all" "Marks everything listed.";
    }
    Plan in WORK {
        Assign "assign" ["a"] "assign" "Assign" "Offers technicians, best first, each with the reasons." if place;
        Slots "slots" ["gS"] "" "Best times" "Lists the best times and who could go, with every term of the score; Enter takes one." if job;
        Schedule "schedule" ["s"] "schedule" "Schedule" "Asks for a date and time and plans the visit then." if place;
        Unschedule "unschedule" ["S"] "" "To the tray" "Takes time and technician off the visit and puts it in the tray." if to_tray;
        Move "move" ["m"] "move" "Move" "Moves the visit as a preview; Enter commits, Esc leaves all as it was." if place;
        Why "why" ["w"] "" "Why" "Shows every rule, passed and failed, for every technician." if visit;
    }
    Moving in MOVING {
        QuarterBack "quarter-back" ["h" "Left"] "15m" "A quarter back" "Moves a quarter hour earlier.";
        QuarterOn "quarter-on" ["l" "Right"] "" "A quarter on" "Moves a quarter hour later.";
        HourBack "hour-back" ["H" "Shift-Left"] "1h" "An hour back" "Moves an hour earlier.";
        HourOn "hour-on" ["L" "Shift-Right"] "" "An hour on" "Moves an hour later.";
        LaneDown "lane-down" ["j" "Down"] "technician" "Next technician" "Moves to the technician below.";
        LaneUp "lane-up" ["k" "Up"] "" "Previous technician" "Moves to the technician above.";
        Shorter "shorter" ["<" ","] "duration" "Shorter" "Takes a quarter hour off the duration.";
        Longer "longer" [">" "."] "" "Longer" "Adds a quarter hour to the duration.";
        TypeTime "type-time" ["g"] "time" "Type a time" "Asks for the time instead.";
        CommitMove "commit-move" ["Enter"] "commit" "Commit" "Commits the move as one operation.";
        LeaveMove "leave-move" ["Esc"] "leave" "Leave" "Leaves everything as it was.";
    }
    Around in BOARD {
        GroupBy "group-by" ["b"] "" "Columns by" "Makes columns of stages, technicians, services or zones in turn.";
    }
    State in BOARD {
        StageOn "stage-on" [">" "L"] "stage" "Next stage" "Tries the next stage; a guard that refuses says why." if job;
        StageBack "stage-back" ["<" "H"] "" "Previous stage" "Tries the previous stage; a guard that refuses says why." if job;
    }
    State in WORK {
        Confirm "confirm" [".c"] "" "Confirm visit" "Marks the visit as confirmed by the client." if confirm;
        Dispatch "dispatch" [".d"] "" "Dispatch visit" "Marks the visit as dispatched." if dispatch;
        EnRoute "en-route" [".r"] "" "En route" "Marks the technician as on the road." if en_route;
        OnSite "on-site" [".s"] "" "On site" "Marks the technician as on site." if arrive;
        Done "done" [".f"] "" "Visit done" "Finishes the visit; asks for the outcome." if finish;
        Complete "complete" [".w"] "" "Complete job" "Declares the work of the job complete." if complete;
        Verify "verify" [".v"] "" "Verify job" "Records that the obligation was met, and by whom." if verify;
        Checklist "check" [".k"] "" "Checklist" "Answers the items of the checklist." if answer;
        Invoice "invoice" [".i"] "" "Invoice" "Marks where the bill stands." if job;
        Reopen "reopen" [".o"] "" "Reopen job" "Opens a completed, closed or cancelled job again." if reopen;
        Close "close" [".x"] "" "Close job" "Closes the job." if close;
        Hold "hold" [".h"] "" "Hold job" "Holds the job; asks for the reason and the date to look again." if hold;
        Substatus "substatus" [".l"] "" "Label" "Labels the job under its stage with a substatus of your own." if job;
        Release "release" [".u"] "" "Release job" "Takes the job off hold." if release;
    }
    Plan in WORK {
        AddVisit "add-visit" [".a"] "" "Add a visit" "Adds another visit to the job, in the tray." if add_visit;
        Reschedule "reschedule" [".m"] "" "Reschedule" "Returns a visit under way to planned; asks for the new time." if reschedule;
        Promise "promise" [".p"] "" "Promise" "Records what the client was told; asks for the time." if promise;
        Pin "pin" [".n"] "" "Pin" "Pins the visit where it is, or lifts the pin." if pin;
    }
    Records in VIEWS {
        New "new" ["c"] "new" "New" "Opens a line for a new job or client, read back as it is typed.";
        Edit "edit" ["e"] "" "Edit" "Opens a form for what is selected." if selected;
        EditBusiness "edit-business" ["gb"] "" "Business settings" "Opens a form for the settings of the business.";
        Technicians "technicians" ["gt"] "" "Technicians" "Lists the technicians, to edit one or add one.";
        Services "services" ["gs"] "" "Services" "Lists the price book, to edit a service or add one.";
        NewTechnician "new-technician" [".t"] "" "New technician" "Opens a line for a new technician with skills.";
        Events "events" ["gv"] "" "Events" "Lists time off, training and the like that is to come, to edit or add.";
        AddEvent "add-event" [".e"] "" "Add an event" "Opens a form for time that is not for jobs, of the lane's technician or anybody's.";
        Tag "tag" [".g"] "" "Tags" "Puts tags on what is selected or marked, or takes them off." if selected;
        Note "note" ["E"] "" "Note" "Writes notes in $EDITOR." if selected;
        Cancel "cancel" ["X"] "" "Cancel" "Cancels or deletes what is selected, confirmed by name." if selected;
        GoHistory "go-history" ["gh"] "" "History" "Shows what happened to what is selected, field by field." if selected;
        GoClient "go-client" ["gc"] "" "To the client" "Opens the client of what is selected." if client;
        CopyNumber "copy-number" ["yn"] "" "Copy number" "Copies the number of the job, visit or client." if selected;
        CopyPhone "copy-phone" ["yp"] "" "Copy phone" "Copies the client's phone number." if phone;
        CopyEmail "copy-email" ["ye"] "" "Copy e-mail" "Copies the client's e-mail address." if email;
        CopyAddress "copy-address" ["ya"] "" "Copy address" "Copies the address of the site." if address;
    }
    Desk in DETAIL {
        UndoThis "undo-this" ["U"] "undo this" "Undo this one" "Takes back the operation selected in a history, or says what stands in the way." if operation;
    }
    Plan in VIEWS {
        Draft "draft" ["D"] "" "Drafts" "Goes into a draft of the plan; in one: differences, commit, leave, throw away.";
        DraftNew "draft-new" [] "" "New draft" "Makes a draft of the day that is looked at and goes into it.";
        DraftDiff "draft-diff" [] "" "Differences of the draft" "Shows what the draft would change: visits, promises, travel, overtime, load, messages." if in_draft;
        DraftOptimise "draft-optimise" [] "" "Optimise the day" "Finds the best plan of the day in the draft; it is drawn as it gets better." if in_draft;
        DraftCommit "draft-commit" [] "" "Commit the draft" "Makes the plan what the draft has it to be, as one operation." if in_draft;
        DraftDrop "draft-drop" [".D"] "" "Out of the draft" "Takes the visit out of the draft: in it, it is again as it is in the plan." if drafted;
        DraftLeave "draft-leave" [] "" "Leave the draft" "Goes back to the plan; the draft is kept." if in_draft;
        DraftDiscard "draft-discard" [] "" "Throw the draft away" "Throws the draft away, confirmed by name." if in_draft;
    }
    Desk in VIEWS {
        Import "import" [] "" "Import" "Brings in clients, jobs and more from a file, with a dry run first.";
        Undo "undo" ["z" "u"] "undo" "Undo" "Takes back the last operation.";
        Redo "redo" ["Z" "Ctrl-r"] "" "Redo" "Does again what was taken back; in a draft, its step.";
        Log "log" ["gL"] "" "Log" "Shows what was done last, by whom and when; opens it or takes it back.";
        GoTo "go-to" ["go"] "" "Go to" "Goes to a number (J-12, V-3, C-7, 12) or a date (fri, 25 nov).";
        Search "search" ["/"] "" "Filter" "Lists only what passes the line typed: @who #tag !late zone:north svc:x words -without.";
        FilterMenu "filter-menu" ["f"] "" "Filter menu" "Builds a filter from lists; keeps, uses and forgets filters under a name.";
        ShowAll "show-all" ["F"] "" "Show all" "Takes the filter away.";
        NextMatch "next-match" ["n"] "" "Next match" "Goes to the next match.";
        PreviousMatch "previous-match" ["N"] "" "Previous match" "Goes to the match before.";
        Palette "palette" [":"] "commands" "Commands" "Lists every action available here, by name.";
        Help "help" ["?" "F1"] "help" "Help" "Lists every key.";
        Mouse "mouse" ["F9"] "" "Mouse on or off" "Gives the mouse to truckroll or to the terminal (Shift selects either way).";
        NextTheme "next-theme" [] "" "Next theme" "Shows the next theme: dark, light, 16, safe, plain.";
        Redraw "redraw" ["Ctrl-l"] "" "Redraw" "Draws the whole screen again.";
        Suspend "suspend" ["Ctrl-z"] "" "Suspend" "Gives the terminal back to the shell; fg returns.";
        Quit "quit" ["q" "Ctrl-c"] "" "Quit" "Leaves truckroll; everything is saved already.";
    }
    Records in CARDS {
        AddContact "add-contact" ["+c"] "" "Add a contact" "Opens a form for a new contact of the client." if selected;
        AddSite "add-site" ["+s"] "" "Add a site" "Opens a form for a new site of the client." if selected;
        AddEquipment "add-equipment" ["+e"] "" "Add equipment" "Opens a form for equipment at the site selected, or one of the client's." if selected;
        AddJob "add-job" ["+j"] "" "Add a job" "Opens a form for a new job of the client." if selected;
    }
    Plan in WORK {
        VisitForm "visit-form" [".A"] "" "Add a visit, in full" "Opens a form for another visit of the job: purpose, time, crew." if selected;
    }
    Dialogs in FORM {
        FieldNext "field-next" ["Tab"] "next" "Next field" "Takes what is suggested, else goes to the next field.";
        FieldPrevious "field-previous" ["Shift-Tab"] "" "Previous field" "Goes to the field before.";
        FormSave "form-save" ["Ctrl-s" "F2"] "save" "Save" "Saves the form, or goes to the first field that is not right.";
        FieldEnter "field-enter" ["Enter"] "" "Enter" "Takes a suggestion, begins a line in longer text, or goes on; saves on Save alone.";
        FieldDown "field-down" ["Down" "Ctrl-n"] "" "Down" "Goes down: suggestions, lines of a longer text, fields.";
        FieldUp "field-up" ["Up" "Ctrl-p"] "" "Up" "Goes up: suggestions, lines of a longer text, fields.";
        FieldsDown "fields-down" ["PageDown"] "" "Fields down" "Goes some fields down.";
        FieldsUp "fields-up" ["PageUp"] "" "Fields up" "Goes some fields up.";
        FieldList "field-list" ["F4" "Ctrl-l"] "list" "Suggestions" "Lists what can stand in the field.";
        FormDiscard "form-discard" ["Ctrl-x"] "" "As it was" "Throws the draft away: shows every field as it was.";
        FormHistory "form-history" ["F7"] "" "History" "Shows what happened to the record that the form is about.";
        FormRemove "form-remove" ["F8"] "" "Remove" "Removes the record that the form is about, confirmed by name.";
    }
    Dialogs in LINE {
        FullForm "full-form" ["Ctrl-o" "F2"] "form" "Full form" "Opens the whole form, filled in with what was read." if form_of_line;
        CompleteLine "complete-line" ["Tab"] "" "Complete" "Takes the first suggestion into the line.";
        Submit "submit" ["Enter"] "save" "Take the line" "Takes the line as it is read back.";
    }
    Dialogs in MENU {
        Choose "choose" ["Enter"] "choose" "Choose" "Takes the row selected.";
        NextChoice "next-choice" ["Down" "Ctrl-n" "Tab"] "" "Next row" "Goes to the next row.";
        PreviousChoice "previous-choice" ["Up" "Ctrl-p" "Shift-Tab"] "" "Previous row" "Goes to the row before.";
        ChoicesDown "choices-down" ["PageDown"] "" "Page down" "Goes a page of rows down.";
        ChoicesUp "choices-up" ["PageUp"] "" "Page up" "Goes a page of rows up.";
        DetailsDown "details-down" ["F6" "Shift-Down"] "more" "Read on" "Reads on in what is said below of the row selected." if reads_on;
        DetailsUp "details-up" ["F5" "Shift-Up"] "" "Read back" "Reads back in what is said below of the row selected." if reads_on;
    }
    Dialogs in TYPED {
        HelpTyping "help-typing" ["F1"] "" "Help" "Lists every key.";
    }
    Dialogs in CONFIRM {
        Yes "yes" ["y"] "yes" "Yes" "Does what the question names.";
        No "no" ["n"] "no" "No" "Leaves everything as it was.";
    }
    Dialogs in COMPARE {
        DoMerge "do-merge" ["y" "Enter"] "merge" "Merge" "Makes one client of the two.";
        SwapMerge "swap-merge" ["s" "Tab"] "swap" "Swap" "Lets the other of the two stay.";
    }
    Dialogs in LATE {
        LateApply "late-apply" ["Enter"] "do it" "Do the repair" "Does the repair that is selected, as one operation.";
        LateDraft "late-draft" ["D"] "as a draft" "Repair as a draft" "Puts the repair in a draft of its own and goes into it.";
        LateCopy "late-copy" ["y"] "copy texts" "Copy the texts" "Copies what is to be told to the clients.";
        LateNext "late-next" ["j" "Down" "Tab"] "next" "Next repair" "Shows the next repair and what becomes of the day with it.";
        LatePrevious "late-previous" ["k" "Up" "Shift-Tab"] "" "Repair before" "Shows the repair before.";
        LateFirst "late-first" ["gg" "Home"] "" "Best repair" "Goes to the best repair.";
        LateLast "late-last" ["G" "End"] "" "Last repair" "Goes to the last repair.";
    }
    Dialogs in READ {
        ScrollDown "scroll-down" ["j" "Down"] "" "Down" "Goes down.";
        ScrollUp "scroll-up" ["k" "Up"] "" "Up" "Goes up.";
        PageDown "page-down" ["Space" "PageDown" "Ctrl-d"] "page" "Page down" "Goes a page down.";
        PageUp "page-up" ["Ctrl-u" "PageUp"] "" "Page up" "Goes a page up.";
        HelpFirst "help-first" ["gg" "Home"] "" "Top" "Goes to the top.";
        HelpLast "help-last" ["G" "End"] "" "End" "Goes to the end.";
    }
    Dialogs in IMPORT_COLUMNS {
        ImportChange "import-change" ["Enter"] "change" "Change" "Changes what the row selected is taken for.";
        ImportTry "import-try" ["n"] "dry run" "Dry run" "Tries the import without changing anything.";
    }
    Dialogs in IMPORT_REPORT {
        ImportGo "import-go" ["y"] "import" "Import" "Brings the file in, as one operation.";
    }
    Dialogs in IMPORT_REJECTED {
        ImportSkip "import-skip" ["s"] "without bad rows" "Without bad rows" "Tries the import again with the bad rows left out.";
    }
    Dialogs in IMPORT_DONE {
        ImportAnother "import-another" ["n"] "another file" "Another file" "Imports another file.";
    }
    Dialogs in HELP {
        CloseHelp "close-help" ["q" "?"] "close" "Close" "Closes the help.";
    }
    Dialogs in DIALOGS {
        Leave "leave" ["Esc" "Ctrl-c"] "leave" "Leave" "Leaves; what was typed is kept as a draft.";
        SuspendDialog "suspend-dialog" ["Ctrl-z"] "" "Suspend" "Gives the terminal back to the shell; fg returns.";
    }
}
