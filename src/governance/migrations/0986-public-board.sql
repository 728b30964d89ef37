-- What the public board and the printed notice need: prints are counted, an area has a telephone, an objector may leave one.

create table governance.notice_print (
  county_code text collate "C" not null,
  notice_no integer not null,
  print_no integer not null check (print_no > 0),
  printed_on date not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, notice_no, print_no),
  constraint notice_print_notice foreign key (county_code, notice_no) references governance.notice
);
comment on table governance.notice_print is 'That a notice was printed to be hung; from the second time on its sheets say so.';
comment on column governance.notice_print.county_code is 'County of the register.';
comment on column governance.notice_print.notice_no is 'The notice.';
comment on column governance.notice_print.print_no is 'How often it was printed, from 1.';
comment on column governance.notice_print.printed_on is 'Day it was printed.';
comment on column governance.notice_print.recorded_by is 'Who printed it.';
comment on column governance.notice_print.recorded_at is 'When it was recorded.';

create table governance.telephone (
  county_code text collate "C" not null,
  area_code text collate "C" not null references registry.area (code),
  telephone_no integer not null check (telephone_no > 0),
  phone text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (county_code, area_code, telephone_no)
);
comment on table governance.telephone is 'Telephones of offices, which are public: of a village, a township, the county. The latest of an area holds.';
comment on column governance.telephone.county_code is 'County of the register.';
comment on column governance.telephone.area_code is 'Whose office it is.';
comment on column governance.telephone.telephone_no is 'Number of the entry within the area, rising.';
comment on column governance.telephone.phone is 'The telephone of the office; never a person''s.';
comment on column governance.telephone.recorded_by is 'Who recorded it.';
comment on column governance.telephone.recorded_at is 'When it was recorded.';

alter table governance.objection add column phone text;
comment on column governance.objection.phone is 'Where who objects may be called, when they say so. Never public.';

call access.guard_with('governance.notice_print', 'governance.notice', 'notice_no');
call access.guard('governance.telephone', $$ {row}.area_code = any ((select access.seen('areas'))::text[]) $$);
call access.permit('insert', 'governance.notice_print', 'governance.telephone');
