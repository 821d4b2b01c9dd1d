-- What one commit of the journal took, until it is in the tracks of those whom it is of: the observations of all of
-- them in one row, as bytes. A row each, with its indexes, would cost the commit a hundred times as much.
create table arrival (
  batch_id     bigint primary key check (batch_id between 1 and 140737488355327),
  -- The highest id of its observations.
  last_id      bigint not null,
  observations integer not null check (observations between 0 and 1048576),
  -- Before compression.
  raw_bytes    integer not null check (raw_bytes between 1 and 134217728),
  -- SHA-256 of that.
  hash         bytea not null check (length(hash) = 32),
  content      bytea not null check (length(content) <= 134217728)
);
-- It is compressed already.
alter table arrival alter column content set storage external;

-- What is in the tracks leaves; what is of a destroyed key is taken out. Nothing else changes or goes.
create function refuse_unless_settled() returns trigger language plpgsql as $$
begin
  if current_setting('muster.settled', true) is distinct from 'yes' then
    raise exception 'rows of table % leave it only once they are in their tracks', tg_table_name
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create trigger append_only_but_settled before delete on arrival
  for each statement execute function refuse_unless_settled();
create trigger append_only before truncate on arrival
  for each statement execute function refuse_change();
create trigger only_shrinks before update on arrival for each row
  when (new.batch_id <> old.batch_id or new.last_id <> old.last_id or new.observations >= old.observations)
  execute function refuse_change();

-- One writer takes numbers for many observations at a time.
alter sequence observation_observation_id_seq increment by 8192;

-- How often it changed for whom a device stands. The journal remembers that, and holds what it remembers against
-- this in every commit: who changes an assignment keeps the journal waiting until that is committed.
create sequence assignment_changes;
select nextval('assignment_changes');
create function tell_assignment_changes() returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(6600, 1);
  perform nextval('assignment_changes');
end $$;
create function tell_assignment_change() returns trigger language plpgsql as $$
begin
  perform tell_assignment_changes();
  return null;
end $$;
create trigger tells_the_journal after insert or update or delete on assignment
  for each statement execute function tell_assignment_change();

-- For whom these devices stand, with how often that had changed by then, which is always told.
create function journal_assignments(devices bigint[])
returns table (changes bigint, assignment_id bigint, device_id bigint, enrolment_id bigint,
  starts_at timestamptz, ends_at timestamptz) language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(6600, 1);
  return query
    select s.last_value, a.assignment_id, a.device_id, a.enrolment_id, lower(a.during), upper(a.during)
    from assignment_changes s left join assignment a on a.device_id = any (devices);
end $$;

-- Keeps what one commit took, unless what the journal remembers is not so any more. Then nothing is kept, and it says
-- why: 0 where assignments changed since, and each token that lets nobody in any more.
create function journal_keep(known_changes bigint, tokens bigint[],
  new_batch_id bigint, new_received_at timestamptz, new_reports integer, new_raw_bytes integer,
  new_hash bytea, new_content bytea, new_sliced boolean,
  new_last_id bigint, new_observations integer, observed_raw_bytes integer, observed_hash bytea,
  observed_content bytea)
returns bigint[] language plpgsql as $$
declare
  shut bigint[];
begin
  perform pg_advisory_xact_lock_shared(6600, 1);
  if (select last_value from assignment_changes) <> known_changes then
    return array[0::bigint];
  end if;
  shut := array(
    select given from unnest(tokens) as given
    where not exists (
      select from token t where t.token_id = given and t.revoked_at is null
        and (t.ends_at is null or t.ends_at > clock_timestamp())));
  if cardinality(shut) = 0 and new_batch_id is not null then
    insert into report_batch (batch_id, received_at, reports, raw_bytes, hash, content, sliced)
    values (new_batch_id, new_received_at, new_reports, new_raw_bytes, new_hash, new_content, new_sliced);
    insert into arrival (batch_id, last_id, observations, raw_bytes, hash, content)
    values (new_batch_id, new_last_id, new_observations, observed_raw_bytes, observed_hash,
      observed_content);
  end if;
  return shut;
end $$;
