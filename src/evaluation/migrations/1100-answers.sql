-- What was answered to what the detectors found. What they find is derived from the books whenever it is asked.
create schema evaluation;

create table evaluation.answer (
  county_code text collate "C" not null,
  answer_no integer not null,
  detector text collate "C" not null,
  subject_kind text collate "C" not null,
  subject_no text not null,
  area_code text collate "C" not null,
  facts_hash text collate "C" not null check (facts_hash ~ '^[0-9a-f]{64}$'),
  verdict text collate "C" not null check (verdict in ('put_right', 'in_order', 'data_wrong')),
  answer text not null,
  answered_on date not null,
  policy_version text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, answer_no)
);
create index answer_to on evaluation.answer (county_code, detector, facts_hash, answer_no);
comment on table evaluation.answer is 'Answers to detectors. One covers what was found as it stood: when its numbers change, it is open again. The latest holds. INSERT-only.';
comment on column evaluation.answer.county_code is 'County of the register.';
comment on column evaluation.answer.answer_no is 'Number in the county, rising.';
comment on column evaluation.answer.detector is 'Failure mode (domain.md §1.27).';
comment on column evaluation.answer.subject_kind is 'What it fired for: household, area, entity …';
comment on column evaluation.answer.subject_no is 'Which one.';
comment on column evaluation.answer.area_code is 'Area it belongs to.';
comment on column evaluation.answer.facts_hash is 'SHA-256 of what was found: subject and numbers.';
comment on column evaluation.answer.verdict is 'put_right, in_order (explained) or data_wrong.';
comment on column evaluation.answer.answer is 'What was done, or why it is in order. Not public.';
comment on column evaluation.answer.answered_on is 'Day of the answer.';
comment on column evaluation.answer.policy_version is 'Policy whose thresholds it fired by.';
comment on column evaluation.answer.recorded_by is 'Who answered.';
comment on column evaluation.answer.recorded_at is 'When it was recorded.';
call access.guard('evaluation.answer', '{row}.area_code = any ((select access.seen(''areas''))::text[])');
call access.permit('insert', 'evaluation.answer');
