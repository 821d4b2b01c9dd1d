-- Tracks are kept as sealed chunks: the observations of one assignment and day (UTC) in one row, once the
-- day is over. What is newer, or came later, is a row of observation as before.

-- What opens the keys lies in a file outside the database; this tells whether a file is the right one.
create table master_key (
  singleton integer primary key default 1 check (singleton = 1),
  proof     bytea not null check (length(proof) between 1 and 1000),
  made_at   timestamptz not null default now()
);
create trigger append_only before update or delete or truncate on master_key
  for each statement execute function refuse_change();

-- The key of the tracks of an enrolment, wrapped by the key in the file. Destroyed, it is null for ever.
create table enrolment_key (
  enrolment_id      bigint primary key references enrolment (enrolment_id),
  wrapped_key       bytea check (length(wrapped_key) between 1 and 4096),
  made_at           timestamptz not null default now(),
  destroyed_at      timestamptz,
  destroyed_by      text check (length(destroyed_by) between 1 and 100),
  destroyed_because text check (length(destroyed_because) between 1 and 1000),
  check ((wrapped_key is null) = (destroyed_at is not null)
    and (wrapped_key is null) = (destroyed_by is not null)
    and (wrapped_key is null) = (destroyed_because is not null))
);
create trigger stays_destroyed before update on enrolment_key
  for each row when (old.destroyed_at is not null) execute function refuse_change();
create trigger append_only before delete or truncate on enrolment_key
  for each statement execute function refuse_change();

create table track_chunk (
  assignment_id  bigint not null references assignment (assignment_id),
  day            date not null,
  device_id      bigint not null references device,
  -- How often it was written: what came late is merged into it.
  version        integer not null check (version > 0),
  observations   integer not null check (observations between 1 and 1048576),
  first_at       timestamptz not null,
  last_at        timestamptz not null check (last_at >= first_at),
  -- The highest id of its observations.
  last_id        bigint not null,
  -- When the device was heard: milliseconds since the day began, ascending. No place.
  heard_millis   integer[] not null check (cardinality(heard_millis) between 1 and observations),
  -- The last charge that its battery told.
  charge_percent smallint check (charge_percent between 0 and 100),
  charging       text check (charging in ('CHARGING', 'UNPLUGGED', 'UNKNOWN')),
  charge_at      timestamptz,
  -- What tells its observations again, 16 bytes each; without them when the key is destroyed.
  dedupe_keys    bytea not null check (length(dedupe_keys) % 16 = 0),
  content        bytea not null check (length(content) between 1 and 268435456),
  primary key (assignment_id, day),
  check ((charge_percent is null) = (charge_at is null) and (charging is null) = (charge_at is null)),
  check (first_at >= day::timestamp at time zone 'UTC'
    and last_at < (day + 1)::timestamp at time zone 'UTC')
);
-- Neither can be compressed.
alter table track_chunk alter column content set storage external;
alter table track_chunk alter column dedupe_keys set storage external;
create index track_chunk_by_device on track_chunk (device_id, day);
create index track_chunk_by_last_id on track_chunk (last_id);
create trigger append_only before delete or truncate on track_chunk
  for each statement execute function refuse_change();

-- A chunk only grows.
create trigger only_grows before update on track_chunk for each row
  when (new.observations < old.observations or new.last_id < old.last_id
    or new.version < old.version or new.assignment_id <> old.assignment_id or new.day <> old.day
    or new.device_id <> old.device_id)
  execute function refuse_change();

-- What tells observations of chunks again where it is not the hash of content and time: an id that the
-- client gave, or the time of a clock that was ahead.
create table moved_key (
  device_id     bigint not null references device,
  dedupe_key    bytea not null check (length(dedupe_key) between 16 and 32),
  assignment_id bigint not null references assignment (assignment_id),
  primary key (device_id, dedupe_key)
);

-- An observation leaves its table only for the chunk of its day, or with its key.
create function refuse_unless_sealed() returns trigger language plpgsql as $$
begin
  if exists (
    select from gone
    left join track_chunk c on c.assignment_id = gone.assignment_id
      and c.day = (gone.observed_at at time zone 'UTC')::date
    left join assignment a on a.assignment_id = gone.assignment_id
    left join enrolment_key k on k.enrolment_id = a.enrolment_id
    where (c.last_id >= gone.observation_id) is not true and k.destroyed_at is null) then
    raise exception 'an observation leaves table % only for the chunk of its day', tg_table_name
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
drop trigger append_only on observation;
create trigger append_only before update or truncate on observation
  for each statement execute function refuse_change();
create trigger append_only_but_sealed after delete on observation
  referencing old table as gone for each statement execute function refuse_unless_sealed();
