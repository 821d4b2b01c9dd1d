-- What a broker brought of a device that is not registered, until the device is, or a week has passed. By HTTP a
-- gateway keeps it and sends it again; a broker is told that it need not keep it any more, and so Muster does.
create table held_message (
  held_id     bigint generated always as identity primary key,
  token_id    bigint not null references token,
  protocol    text not null check (protocol in ('traccar', 'owntracks')),
  -- What its way and what it says itself call its device.
  names       text[] not null check (cardinality(names) <= 8),
  devices     text[] not null check (cardinality(devices) between 1 and 8),
  body        bytea not null check (length(body) <= 65536),
  received_at timestamptz not null
);
create index held_message_by_token on held_message (token_id, protocol, held_id);
