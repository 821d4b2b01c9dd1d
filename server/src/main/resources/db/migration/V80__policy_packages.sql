-- Policy as signed packages: what was written, byte for byte; who asked, signed, refused; what binds from when.

-- A package is its files. Who brought it in is taken to have written it.
create table policy_package (
  hash        text primary key check (hash ~ '^[0-9a-f]{64}$'),
  package_id  text not null check (length(package_id) between 1 and 60),
  title       text not null check (length(title) between 1 and 200),
  recorded_by text not null check (length(recorded_by) between 1 and 100),
  recorded_at timestamptz not null,
  unique (hash, recorded_by)
);
create index policy_package_by_id on policy_package (package_id, recorded_at);
create table policy_file (
  hash    text not null references policy_package,
  path    text not null check (length(path) between 1 and 200),
  content bytea not null check (length(content) <= 1048576),
  primary key (hash, path)
);

-- Somebody asks that a package binds from an instant that is to come.
create table policy_sign_off (
  sign_off_id bigint generated always as identity primary key,
  hash        text not null,
  written_by  text not null,
  binds_from  timestamptz not null,
  note        text not null check (length(note) between 1 and 2000),
  asked_by    text not null check (length(asked_by) between 1 and 100),
  asked_at    timestamptz not null,
  check (binds_from > asked_at),
  foreign key (hash, written_by) references policy_package (hash, recorded_by),
  unique (sign_off_id, hash, written_by, asked_by)
);

-- What came of it. Nobody signs what they wrote, or what they asked for themselves.
create table policy_answer (
  sign_off_id bigint primary key,
  hash        text not null,
  written_by  text not null,
  asked_by    text not null,
  answer      text not null check (answer in ('signed', 'refused', 'taken back')),
  reason      text not null check (length(reason) between 1 and 2000),
  answered_by text not null check (length(answered_by) between 1 and 100),
  answered_at timestamptz not null,
  foreign key (sign_off_id, hash, written_by, asked_by)
    references policy_sign_off (sign_off_id, hash, written_by, asked_by),
  constraint policy_signed_by_another
    check (answer = 'taken back' or (answered_by <> written_by and answered_by <> asked_by)),
  unique (sign_off_id, answer)
);

-- A set no longer says when it ends where it does not know: it ends when a later one begins. So a later one
-- can be recorded without a change of the earlier. No two begin at the same instant.
alter table policy_set drop constraint policy_set_pkey;
alter table policy_set
  add column starts_at timestamptz generated always as (lower(during)) stored,
  add column sign_off_id bigint unique,
  add column signed text generated always as ('signed') stored,
  add constraint policy_set_pkey primary key (policy_id),
  add constraint policy_set_starts_at_key unique (starts_at),
  add constraint policy_set_starts_later check (sign_off_id is null or starts_at > recorded_at),
  add constraint policy_set_is_signed
    foreign key (sign_off_id, signed) references policy_answer (sign_off_id, answer),
  add constraint policy_set_start unique (policy_id, starts_at);
-- The one set that nobody signed is what a programme begins with.
create unique index policy_set_unsigned on policy_set (singleton) where sign_off_id is null;

-- A set that has not begun yet is taken back; the one before goes on.
create table policy_retirement (
  policy_id  text primary key,
  starts_at  timestamptz not null,
  reason     text not null check (length(reason) between 1 and 2000),
  retired_by text not null check (length(retired_by) between 1 and 100),
  retired_at timestamptz not null check (retired_at < starts_at),
  foreign key (policy_id, starts_at) references policy_set (policy_id, starts_at)
);

do $$
declare t text;
begin
  foreach t in array array['policy_package', 'policy_file', 'policy_sign_off', 'policy_answer', 'policy_retirement']
  loop
    execute format('create trigger append_only before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
  end loop;
end $$;
