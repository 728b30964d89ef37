create table access.kept_answer (
  county_code text collate "C" not null,
  account text collate "C" not null,
  request_key text collate "C" not null check (length(request_key) between 8 and 100),
  act_no integer not null,
  input_hash text not null,
  answer bytea not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, account, request_key, act_no)
);
create index kept_answer_age on access.kept_answer (recorded_at);
comment on table access.kept_answer is 'What acts answered to requests with an idempotency key, for a day: the same request again gets the same answer and does nothing.';
comment on column access.kept_answer.county_code is 'County of the act.';
comment on column access.kept_answer.account is 'Who acted.';
comment on column access.kept_answer.request_key is 'The key the sender chose.';
comment on column access.kept_answer.act_no is 'Number of the act within the request, from 1.';
comment on column access.kept_answer.input_hash is 'SHA-256 of the request: the same key with another content is refused.';
comment on column access.kept_answer.answer is 'The answer, serialised.';
comment on column access.kept_answer.recorded_at is 'When it was given; a day later it is forgotten.';

call access.permit('insert', 'access.kept_answer');
