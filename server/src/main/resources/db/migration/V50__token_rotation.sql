-- A token is rotated: another is made for the same device or vendor, and lets in beside it until the
-- overlap ends. Of one token there is at most one that takes its place.
alter table token
  add column ends_at timestamptz check (ends_at > created_at),
  add column replaces bigint unique references token;
