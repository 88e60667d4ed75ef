//! E-mail addresses out of a text.

/// The addresses in a text, taken apart at blanks, commas and semicolons. Of `Ann Kerr <ann@kerr.example>`
/// only what stands in the brackets is one: beside brackets, words without an `@` are names.
pub(super) fn emails_in(text: &str) -> Vec<&str> {
    let mut emails = Vec::new();
    let mut rest = text;
    let mut has_brackets = false;
    while let Some((before, (inside, after))) =
        rest.split_once('<').and_then(|(before, behind)| Some((before, behind.split_once('>')?)))
    {
        has_brackets = true;
        emails.extend(words_in(before).filter(|word| word.contains('@')));
        emails.extend(words_in(inside));
        rest = after;
    }
    emails.extend(words_in(rest).filter(|word| !has_brackets || word.contains('@')));
    emails
}

fn words_in(text: &str) -> impl Iterator<Item = &str> {
    let divides = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>');
    text.split(divides).filter(|word| !word.is_empty() && *word != ":::")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_beside_brackets_are_no_addresses() {
        for (text, emails) in [
            ("ann@kerr.example", &["ann@kerr.example"][..]),
            (
                "a@b.example; c@d.example,e@f.example ::: g@h.example",
                &["a@b.example", "c@d.example", "e@f.example", "g@h.example"],
            ),
            ("<a@b.example>", &["a@b.example"]),
            ("Ann Kerr <a@b.example>", &["a@b.example"]),
            (
                "\"Kerr, Ann\" <a@b.example>, Bo <c@d.example>; e@f.example",
                &["a@b.example", "c@d.example", "e@f.example"],
            ),
            ("ann at kerr", &["ann", "at", "kerr"]),
            ("a@b.example <", &["a@b.example"]),
            ("Ann <ann at kerr>", &["ann", "at", "kerr"]),
            ("", &[]),
        ] {
            assert_eq!(emails_in(text), emails, "{text}");
        }
    }
}
