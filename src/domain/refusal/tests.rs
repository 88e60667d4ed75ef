use crate::fixture::*;
use crate::*;

fn boxed(sentence: &str) -> Box<Mend> {
    Box::new(Mend { sentence: sentence.into(), action: None, command: Some("visit show V-1".into()) })
}

/// One of each; the count at the end of the first test fails when two share a kind.
fn one_of_each() -> Vec<Refusal> {
    let entity = EntityRef::from(KERR);
    let (fields, visit) = (vec!["name".to_owned()], VISIT);
    let finding = Finding { rule: Rule::Clash, sentence: "clashes with V-2".into() };
    vec![
        Refusal::not_found(KERR),
        Refusal::invalid("name", "is missing", "give a name"),
        Refusal::WrongState {
            visit,
            state: "done".into(),
            wanted: "moved",
            mend: Some(boxed("add another")),
        },
        Refusal::NotPlaced { visit, missing: "technician", mend: boxed("assign one") },
        Refusal::WrongStage {
            job: JOB,
            stage: Stage::OnHold,
            wanted: "started",
            mend: Some(boxed("release it")),
        },
        Refusal::VisitsOpen { job: JOB, visits: "V-7, V-8".into() },
        Refusal::ChecklistOpen { job: JOB, items: vec!["Flue checked".into()] },
        Refusal::StillOpen { job: JOB, count: 1, what: "issue(s)" },
        Refusal::NotSettled { job: JOB, status: "invoiced" },
        Refusal::SoftGuards { findings: vec![finding] },
        Refusal::WindowTold { visit, told: "9–11".into(), start: "13:00".into() },
        Refusal::ChangedSince { entity, fields: fields.clone() },
        Refusal::StillUsed { entity, by: "J-1".into() },
        Refusal::NothingToDo { what: "J-1 is open".into() },
        Refusal::UndoConflict { operation: 4, entity, fields },
    ]
}

#[test]
fn every_refusal_has_a_sentence_and_a_mend() {
    let mut kinds = Vec::new();
    for refusal in one_of_each() {
        let (kind, mends) = (refusal.kind(), refusal.mends());
        assert!(!refusal.to_string().trim().is_empty(), "{kind} says nothing");
        assert!(mends.iter().all(|mend| !mend.sentence.trim().is_empty()), "{kind} has an empty mend");
        let needs_none = matches!(refusal, Refusal::NothingToDo { .. });
        assert_eq!(mends.is_empty(), needs_none, "{kind}");
        // A wrong field is mended where it was typed; everything else by a command.
        let by_command = mends.iter().any(|mend| mend.command.is_some());
        assert_eq!(by_command, !needs_none && refusal.field().is_none(), "{kind}");
        kinds.push(kind);
    }
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len(), 15);
}

#[test]
fn mends_name_the_very_records() {
    let [finish, cancel] =
        Refusal::VisitsOpen { job: JOB, visits: "V-7, V-8".into() }.mends().try_into().unwrap();
    assert_eq!(finish.command.as_deref(), Some("visit done V-7 --outcome OUTCOME"));
    assert_eq!(cancel.command.as_deref(), Some("visit cancel V-7 REASON"));
    for &kind in EntityKind::ALL {
        let entity = EntityRef { kind, id: 3 };
        let mend = Refusal::StillUsed { entity, by: "J-1".into() }.mends().remove(0);
        assert!(mend.command.unwrap().contains(&entity.to_string()));
    }
}

#[test]
fn only_soft_guards_yield_to_a_reason() {
    assert_eq!(one_of_each().iter().filter(|refusal| refusal.is_soft()).count(), 1);
}
