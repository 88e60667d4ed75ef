//! Cutting a vCard file into single cards, each with its line.

/// One card's text, from its `BEGIN` to its `END`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CardText {
    /// The line of its `BEGIN`, from 1.
    pub(super) line: u64,
    /// Its lines, ended by LF, with an `END` even where the file has none.
    pub(super) text: String,
    /// Whether the file closes it.
    pub(super) closed: bool,
}

/// What a file holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct CardTexts {
    /// The cards in file order.
    pub(super) cards: Vec<CardText>,
    /// The lines, from 1, where text stands outside of every card: the first of each run.
    pub(super) outside: Vec<u64>,
}

/// Cuts the text. A card inside another (`AGENT` of vCard 2.1) is left out; one that is never closed
/// ends where the next begins.
pub(super) fn cut_cards(text: &str) -> CardTexts {
    let mut found = CardTexts::default();
    let mut open: Option<CardText> = None;
    let mut was_outside = false;
    let mut nested = 0_usize;
    let mut after_agent = false;
    for (line, content) in (1..).zip(split_lines(text)) {
        let edge = edge_of(content);
        match (edge, open.as_mut()) {
            (Some(Edge::Begin), Some(_)) if after_agent => nested += 1,
            (Some(Edge::Begin), _) => {
                found.cards.extend(open.take().map(ended));
                open = Some(CardText { line, text: "BEGIN:VCARD\n".into(), closed: false });
                nested = 0;
            }
            (Some(Edge::End), Some(_)) if nested > 0 => nested -= 1,
            (Some(Edge::End), Some(_)) => {
                found.cards.extend(open.take().map(|card| ended(CardText { closed: true, ..card })));
            }
            (None, Some(card)) if nested == 0 => {
                card.text.push_str(content);
                card.text.push('\n');
            }
            (None, Some(_)) => {}
            (Some(Edge::End) | None, None) => {
                let is_outside = !content.trim().is_empty();
                if is_outside && !was_outside {
                    found.outside.push(line);
                }
                was_outside = is_outside;
            }
        }
        was_outside &= open.is_none();
        after_agent = content.trim_end().len() >= 6 && {
            let upper = content.trim().to_ascii_uppercase();
            upper.starts_with("AGENT") && upper.ends_with(':')
        };
    }
    found.cards.extend(open.map(ended));
    found
}

/// Lines of a text: LF and CRLF end one, and CR alone where the file has no LF at all.
fn split_lines(text: &str) -> impl Iterator<Item = &str> {
    let end = if text.contains('\n') { '\n' } else { '\r' };
    text.split(end).map(|line| line.strip_suffix('\r').unwrap_or(line))
}

fn ended(mut card: CardText) -> CardText {
    card.text.push_str("END:VCARD\n");
    card
}

enum Edge {
    Begin,
    End,
}

fn edge_of(line: &str) -> Option<Edge> {
    let line = line.trim_start_matches('\u{feff}');
    let (name, value) = line.split_once(':')?;
    if !value.trim().eq_ignore_ascii_case("VCARD") {
        return None;
    }
    let name = name.trim();
    if name.eq_ignore_ascii_case("BEGIN") {
        Some(Edge::Begin)
    } else if name.eq_ignore_ascii_case("END") {
        Some(Edge::End)
    } else {
        None
    }
}
