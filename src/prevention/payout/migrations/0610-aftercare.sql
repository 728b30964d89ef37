-- After the payment: visits to a random sample of those who were paid, and grievances about the service.
create table payout.sample (
  county_code text collate "C" not null,
  sample_no integer not null,
  paid_from date not null,
  paid_to date not null,
  confidence double precision not null check (confidence > 0 and confidence < 1),
  margin double precision not null check (margin > 0 and margin < 1),
  expected_share double precision not null check (expected_share > 0 and expected_share < 1),
  seed text not null,
  drawn_on date not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, sample_no)
);
comment on table payout.sample is 'A random sample of payments for visits afterwards, frozen when drawn; the same seed and payments give the same draw.';
comment on column payout.sample.county_code is 'County.';
comment on column payout.sample.sample_no is 'Number in the county, rising.';
comment on column payout.sample.paid_from is 'First day of the payments it was drawn from.';
comment on column payout.sample.paid_to is 'Last day of the payments it was drawn from.';
comment on column payout.sample.confidence is 'Confidence level, such as 0.95.';
comment on column payout.sample.margin is 'Margin of error the size was made for, such as 0.05.';
comment on column payout.sample.expected_share is 'Share the size was made for; 0.5 needs the most visits.';
comment on column payout.sample.seed is 'Seed of the draw, for example a lottery''s number of the day.';
comment on column payout.sample.drawn_on is 'Day of the draw.';
comment on column payout.sample.recorded_by is 'Who drew it.';
comment on column payout.sample.recorded_at is 'When it was recorded.';

create table payout.sample_stratum (
  county_code text collate "C" not null,
  sample_no integer not null,
  township_code text collate "C" not null,
  payments integer not null check (payments > 0),
  drawn integer not null check (drawn > 0 and drawn <= payments),
  primary key (county_code, sample_no, township_code),
  constraint sample_stratum_sample foreign key (county_code, sample_no) references payout.sample
);
comment on table payout.sample_stratum is 'The townships of a sample: how many payments there were, how many were drawn.';
comment on column payout.sample_stratum.county_code is 'County.';
comment on column payout.sample_stratum.sample_no is 'Sample.';
comment on column payout.sample_stratum.township_code is 'Township.';
comment on column payout.sample_stratum.payments is 'Payments in the township.';
comment on column payout.sample_stratum.drawn is 'Drawn from them.';

create table payout.sample_line (
  county_code text collate "C" not null,
  sample_no integer not null,
  list_no integer not null,
  line_no integer not null,
  primary key (county_code, sample_no, list_no, line_no),
  constraint sample_line_sample foreign key (county_code, sample_no) references payout.sample,
  constraint sample_line_line foreign key (county_code, list_no, line_no) references payout.payment_line
);
comment on table payout.sample_line is 'The payments drawn.';
comment on column payout.sample_line.county_code is 'County.';
comment on column payout.sample_line.sample_no is 'Sample.';
comment on column payout.sample_line.list_no is 'List of the payment.';
comment on column payout.sample_line.line_no is 'Its line.';

create table payout.sample_visit (
  county_code text collate "C" not null,
  sample_no integer not null,
  list_no integer not null,
  line_no integer not null,
  finding text collate "C" not null
    check (finding in ('in_order', 'not_received', 'other_amount', 'other_household', 'not_entitled')),
  visited_on date not null,
  note text,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, sample_no, list_no, line_no),
  constraint sample_visit_line foreign key (county_code, sample_no, list_no, line_no) references payout.sample_line
);
comment on table payout.sample_visit is 'What the visit to a household of the sample found.';
comment on column payout.sample_visit.county_code is 'County.';
comment on column payout.sample_visit.sample_no is 'Sample.';
comment on column payout.sample_visit.list_no is 'List of the payment.';
comment on column payout.sample_visit.line_no is 'Its line.';
comment on column payout.sample_visit.finding is 'in_order, or what was wrong.';
comment on column payout.sample_visit.visited_on is 'Day of the visit.';
comment on column payout.sample_visit.note is 'What else was seen; not public.';
comment on column payout.sample_visit.recorded_by is 'Who visited.';
comment on column payout.sample_visit.recorded_at is 'When it was recorded.';

create table payout.grievance (
  county_code text collate "C" not null,
  grievance_no integer not null,
  channel text collate "C" not null check (channel in ('12317', 'village', 'web')),
  category text collate "C" not null
    check (category in ('not_paid', 'amount', 'delay', 'conduct', 'privacy', 'access', 'other')),
  area_code text collate "C" not null references registry.area (code),
  complainant text,
  complained_about text,
  words text not null,
  received_on date not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, grievance_no)
);
comment on table payout.grievance is 'A complaint about the service; who contests a decision objects instead (governance.objection). Words and names are never public.';
comment on column payout.grievance.county_code is 'County.';
comment on column payout.grievance.grievance_no is 'Number in the county, rising.';
comment on column payout.grievance.channel is 'Hotline 12317, village or web.';
comment on column payout.grievance.category is 'What it is about.';
comment on column payout.grievance.area_code is 'Area it concerns.';
comment on column payout.grievance.complainant is 'Who complains; nobody has to say.';
comment on column payout.grievance.complained_about is 'Person complained about; null: the service as such.';
comment on column payout.grievance.words is 'The complaint.';
comment on column payout.grievance.received_on is 'Day it came.';
comment on column payout.grievance.recorded_by is 'Who took it down.';
comment on column payout.grievance.recorded_at is 'When it was recorded.';

create table payout.grievance_owner (
  county_code text collate "C" not null,
  grievance_no integer not null,
  round integer not null check (round > 0),
  owner text not null,
  since date not null,
  answer_by date not null,
  policy_version text not null,
  reason text,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, grievance_no, round),
  check ((round = 1) = (reason is null)),
  constraint grievance_owner_grievance foreign key (county_code, grievance_no) references payout.grievance
);
comment on table payout.grievance_owner is 'Who has to answer a grievance, and by when; a further round is an escalation.';
comment on column payout.grievance_owner.county_code is 'County.';
comment on column payout.grievance_owner.grievance_no is 'Grievance.';
comment on column payout.grievance_owner.round is '1 for the first owner, one more for every escalation.';
comment on column payout.grievance_owner.owner is 'Who has to answer.';
comment on column payout.grievance_owner.since is 'Day it was handed over.';
comment on column payout.grievance_owner.answer_by is 'Last day of the answer, by the policy.';
comment on column payout.grievance_owner.policy_version is 'Policy that gave the days.';
comment on column payout.grievance_owner.reason is 'Why it was escalated. Not public.';
comment on column payout.grievance_owner.recorded_by is 'Who handed it over.';
comment on column payout.grievance_owner.recorded_at is 'When it was recorded.';

create table payout.grievance_answer (
  county_code text collate "C" not null,
  grievance_no integer not null,
  round integer not null,
  verdict text collate "C" not null check (verdict in ('justified', 'partly_justified', 'unfounded')),
  answer text not null,
  answered_on date not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, grievance_no, round),
  constraint grievance_answer_owner foreign key (county_code, grievance_no, round) references payout.grievance_owner
);
comment on table payout.grievance_answer is 'The answer of a round, by its owner.';
comment on column payout.grievance_answer.county_code is 'County.';
comment on column payout.grievance_answer.grievance_no is 'Grievance.';
comment on column payout.grievance_answer.round is 'Round it answers.';
comment on column payout.grievance_answer.verdict is 'justified, partly_justified or unfounded.';
comment on column payout.grievance_answer.answer is 'The answer. Not public.';
comment on column payout.grievance_answer.answered_on is 'Day of the answer.';
comment on column payout.grievance_answer.recorded_by is 'Who answered.';
comment on column payout.grievance_answer.recorded_at is 'When it was recorded.';
