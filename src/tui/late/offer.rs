//! The repairs, each with what it comes to, and the texts of the one that is looked at.

use app::{LateRepair, LateText};
use domain::say_minutes;

use super::draw::{Line, Piece};
use crate::theme::Role;
use crate::widget::popup;

/// The lines of a repair: what is done, what it comes to, whom it concerns.
pub(super) fn lines(repair: &LateRepair, is_chosen: bool, width: usize) -> Vec<Line> {
    let number = format!("{:>2} ", repair.number);
    let inside = width.saturating_sub(number.len()).max(1);
    let indent = " ".repeat(number.len());
    let said = popup::wrap(&repair.sentence, inside);
    let first = said.iter().enumerate().map(|(place, text)| {
        let begin = if place == 0 { &number } else { &indent };
        let mut line = Line::of(vec![Piece::new(format!("{begin}{text}"), Role::Text)]);
        line.is_selected = is_chosen;
        line
    });
    let below = popup::wrap(&comes_to(repair), inside);
    let below = below.iter().map(|text| Line::of(vec![Piece::new(format!("{indent}{text}"), role(repair))]));
    let mut lines: Vec<Line> = first.chain(below).collect();
    if is_chosen {
        let asks = repair.needs_reason.iter().flat_map(|asks| popup::wrap(&format!("! {asks}"), inside));
        lines.extend(asks.map(|text| Line::of(vec![Piece::new(format!("{indent}{text}"), Role::Warn)])));
    }
    lines
}

fn role(repair: &LateRepair) -> Role {
    let effects = &repair.effects;
    if effects.broken_after == 0 && effects.unserved == 0 && effects.overtime_after <= 0 {
        Role::Ok
    } else {
        Role::Dim
    }
}

/// `promises broken 2 → 0, overtime 35m → 0m, travel +7m, 4 visits change; tell Kerr, Mei Harper`.
fn comes_to(repair: &LateRepair) -> String {
    let effects = &repair.effects;
    let beside = |before: String, after: String| {
        if before == after { after } else { format!("{before} \u{2192} {after}") }
    };
    let mut parts = Vec::new();
    if effects.broken_before > 0 || effects.broken_after > 0 {
        let broken = beside(effects.broken_before.to_string(), effects.broken_after.to_string());
        parts.push(format!("promises broken {broken}"));
    } else {
        parts.push("every promise kept".to_owned());
    }
    if effects.unserved > 0 {
        parts.push(format!("{} to the tray", effects.unserved));
    }
    let (before, after) = (effects.overtime_before.max(0), effects.overtime_after.max(0));
    if before > 0 || after > 0 {
        parts.push(format!("overtime {}", beside(say_minutes(before), say_minutes(after))));
    }
    match effects.travel_minutes {
        0 => {}
        more if more > 0 => parts.push(format!("travel +{}", say_minutes(more))),
        less => parts.push(format!("travel -{}", say_minutes(-less))),
    }
    parts.push(crate::text::counted(effects.visits_changed, "visit") + " changed");
    let tell = effects.whom_to_tell();
    if !tell.is_empty() {
        parts.push(format!("tell {tell}"));
    }
    if !repair.needs_reason.is_empty() {
        parts.push("needs a reason".to_owned());
    }
    parts.join("; ")
}

/// What is to be told to whom.
pub(super) fn texts(repair: &LateRepair, width: usize) -> Vec<Line> {
    let line = |text: &LateText| popup::wrap(&format!("{}: {}", text.to, text.text), width);
    let role = |text: &LateText| if text.to_client { Role::Text } else { Role::Dim };
    let lines = repair.texts.iter().flat_map(|text| {
        line(text).into_iter().map(|said| Line::of(vec![Piece::new(said, role(text))])).collect::<Vec<_>>()
    });
    lines.collect()
}
