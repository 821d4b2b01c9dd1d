-- What becomes of devices, apart from standing for somebody: who assigned them says that already.
-- Append-only; each status holds from its time until the next, and an assignment goes before it.

create table device_status (
  status_id   bigint generated always as identity primary key,
  device_id   bigint not null references device,
  status      text not null check (status in ('IN_STOCK', 'IN_REPAIR', 'LOST', 'RETIRED')),
  from_at     timestamptz not null,
  reason      text not null check (length(reason) between 1 and 1000),
  recorded_by text not null check (length(recorded_by) between 1 and 100),
  recorded_at timestamptz not null,
  check (from_at <= recorded_at)
);
create index device_status_by_device on device_status (device_id, status_id);

-- What staff know of a device beside its id: the latest of a kind stands.
create table device_trait (
  trait_id    bigint generated always as identity primary key,
  device_id   bigint not null references device,
  kind        text not null check (kind in ('BATCH', 'FIRMWARE')),
  said        text not null check (length(said) between 1 and 100),
  recorded_by text not null check (length(recorded_by) between 1 and 100),
  recorded_at timestamptz not null
);
create index device_trait_by_device on device_trait (device_id, kind, trait_id);

-- Findings told by devices of a faulty batch are withdrawn, from a time on. The devices are those that
-- were of the batch when it was recorded. An undoing is recorded beside it; nothing is taken away.
create table recall (
  recall_id   bigint generated always as identity primary key,
  vendor      text not null check (length(vendor) between 1 and 100),
  batch       text not null check (length(batch) between 1 and 100),
  from_at     timestamptz not null,
  reason      text not null check (length(reason) between 1 and 2000),
  recorded_by text not null check (length(recorded_by) between 1 and 100),
  recorded_at timestamptz not null,
  check (from_at < recorded_at)
);
create table recall_device (
  recall_id bigint not null references recall,
  device_id bigint not null references device,
  primary key (recall_id, device_id)
);
create index recall_device_by_device on recall_device (device_id);
create table recall_undoing (
  recall_id   bigint primary key references recall,
  reason      text not null check (length(reason) between 1 and 2000),
  recorded_by text not null check (length(recorded_by) between 1 and 100),
  recorded_at timestamptz not null
);

do $$
declare t text;
begin
  foreach t in array array['device_status', 'device_trait', 'recall', 'recall_device', 'recall_undoing']
  loop
    execute format('create trigger append_only before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
  end loop;
end $$;
