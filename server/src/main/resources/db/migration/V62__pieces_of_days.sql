-- A day of a device that told more than a chunk holds becomes several chunks, one after the other as they were
-- filled. Each is read and sealed for itself.
alter table track_chunk
  add column piece integer not null default 1 check (piece between 1 and 10000),
  drop constraint track_chunk_pkey,
  add primary key (assignment_id, day, piece);

drop trigger only_grows on track_chunk;
create trigger only_grows before update on track_chunk for each row
  when (new.observations < old.observations or new.last_id < old.last_id
    or new.version < old.version or new.assignment_id <> old.assignment_id or new.day <> old.day
    or new.piece <> old.piece or new.device_id <> old.device_id)
  execute function refuse_change();

-- An observation leaves its table only for a chunk of its day, or with its key.
create or replace function refuse_unless_sealed() returns trigger language plpgsql as $$
begin
  if exists (
    select from gone
    left join assignment a on a.assignment_id = gone.assignment_id
    left join enrolment_key k on k.enrolment_id = a.enrolment_id
    where k.destroyed_at is null and not exists (
      select from track_chunk c where c.assignment_id = gone.assignment_id
        and c.day = (gone.observed_at at time zone 'UTC')::date
        and c.last_id >= gone.observation_id)) then
    raise exception 'an observation leaves table % only for the chunk of its day', tg_table_name
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
