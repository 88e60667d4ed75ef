//! What a store must do, run on every kind of store: in memory, in a file, and with two connections to one
//! file, where one writes and the other reads.

#![allow(
    clippy::redundant_closure_for_method_calls,
    reason = "a method of a Reader with one lifetime is not a function of a Reader with any"
)]

mod added;
mod bench;
mod derived;
mod drafts;
mod events;
mod finding;
mod journal;
mod lists;
mod places;
mod plans;
mod property;
mod records;
mod transactions;
mod undo;

use bench::Bench;

/// Runs each function on each kind of store.
macro_rules! contract {
    ($($part:ident { $($name:ident),* $(,)? })*) => {
        mod memory { $(mod $part { $(#[test] fn $name() {
            crate::contract::$part::$name(&mut crate::contract::Bench::memory());
        })* })* }
        mod file { $(mod $part { $(#[test] fn $name() {
            crate::contract::$part::$name(&mut crate::contract::Bench::file());
        })* })* }
        mod two_connections { $(mod $part { $(#[test] fn $name() {
            crate::contract::$part::$name(&mut crate::contract::Bench::two_connections());
        })* })* }
    };
}

contract! {
    records {
        every_kind_is_put_read_edited_and_removed,
        positions_come_back_to_the_last_digit,
        numbers_are_never_given_twice,
        what_no_decision_makes_is_refused,
    }
    added {
        values_are_kept_found_and_taken_back,
        jobs_are_listed_by_value_and_by_label,
    }
    derived {
        the_stage_follows_every_step,
        stage_counts_and_order_follow,
        the_tray_follows_jobs_and_visits,
        crew_services_tags_and_outside_ids_follow,
        an_outside_id_is_one_records_own,
        an_outside_id_passes_between_records_in_one_operation,
    }
    places {
        places_are_put_once_moved_found_and_taken_away,
        the_middle_of_a_zone_follows_its_sites,
    }
    lists {
        a_day_holds_what_overlaps_it,
        outlines_are_of_the_same_visits,
        lists_are_in_their_order,
        filters_narrow_and_combine,
        what_passes_is_left_out_where_that_is_asked,
        users_are_named,
    }
    journal {
        it_is_never_changed,
        it_tells_who_did_what,
        an_update_holds_only_what_differs,
        an_absent_field_and_its_return_are_told_apart,
        fields_changed_since_are_net,
    }
    undo {
        the_newest_is_undone_and_redone,
        an_older_one_is_undone_beside_later_ones,
        a_later_change_of_the_same_field_is_a_conflict,
        creation_and_removal_are_undone,
        what_is_still_used_cannot_be_unmade,
        undo_and_redo_are_an_actors_own,
        an_undo_cannot_be_repeated,
        undo_after_redo_after_undo,
    }
    transactions {
        a_dropped_one_leaves_nothing,
        a_failed_operation_takes_the_whole_one_with_it,
        a_lost_update_is_refused,
        a_dangling_reference_is_refused,
        what_is_used_is_not_removed,
        reads_inside_see_its_writes,
        the_past_takes_no_writes,
        a_key_is_found_again,
        a_failed_commit_is_uncertain_and_leaves_nothing,
    }
    drafts {
        laid_over_everything_is_as_if_it_were_committed,
        steps_are_taken_back_and_their_numbers_are_not_given_again,
        steps_taken_back_are_made_again_in_their_order_until_there_is_another,
        what_has_moved_underneath_is_as_it_is_now,
        a_draft_that_is_gone_leaves_nothing_and_says_so,
        reading_in_a_draft_writes_nothing,
    }
    events {
        those_that_overlap_are_found_by_whose_they_are,
        an_event_follows_its_changes_and_goes_with_its_technician,
    }
    finding {
        any_part_of_a_word_is_found,
        telephone_numbers_are_found_as_anyone_writes_them,
        accents_and_letter_case_do_not_matter,
        one_or_two_letters_begin_a_word,
        every_word_must_be_there,
        signs_are_never_syntax,
        access_notes_are_not_found,
        it_follows_edits_removals_and_undo,
        jobs_are_found_by_client_and_site,
        each_kind_gets_its_share,
        names_are_found_exactly_then_by_their_beginning,
    }
    plans {
        the_views_use_indexes,
        filters_use_indexes,
    }
    property {
        undoing_everything_restores_every_byte,
        the_store_as_it_was_is_what_it_was,
    }
}
