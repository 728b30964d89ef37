-- Signing in: passwords, attempts, sessions. They stand outside the funnel and belong to no county; the application
-- role cannot read them.
create table access.password (
  account_no integer not null references access.account,
  password_no integer not null,
  hash text not null,
  set_by text not null,
  set_at timestamptz not null default now(),
  primary key (account_no, password_no)
);
comment on table access.password is 'Passwords as hashes; the latest of an account holds. A reference table.';
comment on column access.password.account_no is 'The account.';
comment on column access.password.password_no is 'Number within the account, rising.';
comment on column access.password.hash is 'Argon2id with its salt and parameters, as PHC string.';
comment on column access.password.set_by is 'Who set it: the account itself or an administrator.';
comment on column access.password.set_at is 'When.';

create table access.sign_in_attempt (
  name_hash text collate "C" not null,
  attempt_no uuid not null default gen_random_uuid(),
  at timestamptz not null,
  primary key (name_hash, attempt_no)
);
comment on table access.sign_in_attempt is 'Attempts to sign in that have not succeeded, counted for the lock-out; deleted once they no longer count. A reference table.';
comment on column access.sign_in_attempt.name_hash is 'Keyed hash of the name tried: people type passwords into the wrong field.';
comment on column access.sign_in_attempt.attempt_no is 'Identity of the attempt.';
comment on column access.sign_in_attempt.at is 'When.';

create table access.session (
  token_hash text collate "C" primary key,
  account_no integer not null references access.account,
  from_address text not null,
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  until timestamptz not null
);
create index session_of_account on access.session (account_no);
comment on table access.session is 'Who is signed in; deleted when they sign out, or their password changes. A reference table.';
comment on column access.session.token_hash is 'SHA-256 of the token; the token itself is kept nowhere.';
comment on column access.session.account_no is 'The account.';
comment on column access.session.from_address is 'Address it was opened from.';
comment on column access.session.opened_at is 'When it was opened.';
comment on column access.session.seen_at is 'When it was last used, to the minute.';
comment on column access.session.until is 'When it ends, however much it is used.';
