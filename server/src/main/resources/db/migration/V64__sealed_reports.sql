-- Reports as they were received hold places. Two days after the day on which they came, their bytes leave the batch in
-- which they came and are sealed with the key of the enrolment that each part is of.
create table sealed_reports (
  enrolment_id bigint not null references enrolment (enrolment_id),
  -- On which they were received (UTC).
  day          date not null,
  piece        integer not null check (piece > 0),
  slices       integer not null check (slices > 0),
  raw_bytes    integer not null check (raw_bytes > 0),
  content      bytea not null check (length(content) between 1 and 268435456),
  primary key (enrolment_id, day, piece)
);
-- It cannot be compressed.
alter table sealed_reports alter column content set storage external;
create trigger append_only before update or delete or truncate on sealed_reports
  for each statement execute function refuse_change();

-- A batch that was written before it said whose each part is stays as it is.
alter table report_batch
  add column sliced boolean not null default false,
  add column sealed_at timestamptz;
create index report_batch_unsealed on report_batch (received_at, batch_id) where sliced and sealed_at is null;

-- Bytes leave a batch until it is sealed; nothing else of it changes, and then nothing at all.
drop trigger append_only on report_batch;
create trigger append_only before delete or truncate on report_batch
  for each statement execute function refuse_change();
create trigger only_sealed before update on report_batch for each row
  when (old.sealed_at is not null or not old.sliced or not new.sliced or new.batch_id <> old.batch_id
    or new.received_at <> old.received_at or new.reports <> old.reports or new.raw_bytes > old.raw_bytes + 40 * old.reports)
  execute function refuse_change();
