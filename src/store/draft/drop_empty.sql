delete from draft_step
where draft = $1
    and not exists (
        select 1 from draft_change where draft_change.draft = draft_step.draft and draft_change.step = draft_step.step
    )
