-- Reports are kept as batches: what one commit of the journal took, compressed together. The id of a
-- report names its batch and its place there: batch_id * 65536 + place.
create table report_batch (
  batch_id    bigint primary key check (batch_id between 1 and 140737488355327),
  -- When the first of them was received.
  received_at timestamptz not null,
  reports     integer not null check (reports between 1 and 65536),
  -- Before compression.
  raw_bytes   integer not null check (raw_bytes between 1 and 67108864),
  -- SHA-256 of that.
  hash        bytea not null check (length(hash) = 32),
  content     bytea not null check (length(content) <= 67108864)
);
-- It is compressed already.
alter table report_batch alter column content set storage external;
create trigger append_only before update or delete or truncate on report_batch
  for each statement execute function refuse_change();

-- The journal takes 64 numbers at a time. Every report that was kept before, as a row of its own in
-- the table report, has an id below those of all batches.
create sequence report_batch_ids as bigint increment by 64 minvalue 1;
select setval('report_batch_ids', (select coalesce(max(report_id), 0) / 65536 + 1 from report));

-- A report is now in one of two tables, so no key of the database can name it. That the device and
-- the assignment are there is asked and locked by who writes, once a batch and not once a row; the
-- key of the assignment stays, since it also keeps an assignment that has observations from going.
alter table observation drop constraint observation_report_id_fkey;
alter table observation drop constraint observation_device_id_fkey;
