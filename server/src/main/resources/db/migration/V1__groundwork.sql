-- What the database can hold, it holds. Tables that record what happened are append-only: a guard
-- refuses every change of them. Intervals are half-open ranges of absolute time.

create extension if not exists btree_gist;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

-- Programme ---------------------------------------------------------------------------------------

create table office (
  office_id   bigint generated always as identity primary key,
  code        text not null unique check (code ~ '^[A-Z0-9]{2,8}$'),
  name        text not null check (length(name) between 1 and 200),
  time_zone   text not null check (length(time_zone) between 1 and 60),
  recorded_at timestamptz not null default now()
);

create table participant (
  participant_id bigint generated always as identity primary key,
  given_name     text not null check (length(given_name) between 1 and 100),
  family_name    text not null check (length(family_name) between 1 and 100),
  language       text not null check (language ~ '^[a-z]{2,3}$'),
  phone          text check (length(phone) between 3 and 40),
  recorded_at    timestamptz not null default now(),
  recorded_by    text not null check (length(recorded_by) between 1 and 100)
);

-- One unbroken stay. Its end, with reason and destination, closes the range.
create table enrolment (
  enrolment_id   bigint generated always as identity unique,
  participant_id bigint not null references participant,
  office_id      bigint not null references office,
  officer        text not null check (length(officer) between 1 and 100),
  during         tstzrange not null check (lower_inc(during) and not upper_inc(during) and not isempty(during)),
  outcome_reason text check (length(outcome_reason) between 1 and 500),
  outcome_destination text check (length(outcome_destination) between 1 and 500),
  recorded_at    timestamptz not null default now(),
  recorded_by    text not null check (length(recorded_by) between 1 and 100),
  primary key (participant_id, during without overlaps),
  check ((outcome_reason is null) = (outcome_destination is null)),
  check (outcome_reason is null or not upper_inf(during))
);

-- The legal instrument. What it asks never changes; a variation is another order, and the range in
-- which this one is in force is then cut at the instant at which that one begins.
create table legal_order (
  order_id     bigint generated always as identity unique,
  enrolment_id bigint not null references enrolment (enrolment_id),
  issuer       text not null check (length(issuer) between 1 and 200),
  authority    text not null check (length(authority) between 1 and 500),
  reason       text not null check (length(reason) between 1 and 2000),
  lesser_options text not null check (length(lesser_options) between 1 and 2000),
  review_on    date not null,
  replaces     bigint references legal_order (order_id),
  during       tstzrange not null check (lower_inc(during) and not upper_inc(during) and not isempty(during)),
  recorded_at  timestamptz not null default now(),
  recorded_by  text not null check (length(recorded_by) between 1 and 100),
  primary key (enrolment_id, during without overlaps)
);

create table zone (
  zone_id         bigint not null,
  version         integer not null check (version > 0),
  name            text not null check (length(name) between 1 and 200),
  area            jsonb not null,
  source_document text not null check (length(source_document) between 1 and 500),
  author          text not null check (length(author) between 1 and 200),
  recorded_at     timestamptz not null default now(),
  primary key (zone_id, version)
);
create sequence zone_id_sequence as bigint;

create table schedule (
  schedule_id bigint not null,
  version     integer not null check (version > 0),
  name        text not null check (length(name) between 1 and 200),
  hours       jsonb not null,
  author      text not null check (length(author) between 1 and 200),
  recorded_at timestamptz not null default now(),
  primary key (schedule_id, version)
);
create sequence schedule_id_sequence as bigint;

create table condition (
  condition_id     bigint generated always as identity primary key,
  order_id         bigint not null references legal_order (order_id),
  kind             text not null check (kind in ('StayWithin', 'StayOutOf', 'KeepContact', 'CareForDevice', 'CheckIn',
                                                    'Attend')),
  zone_id          bigint,
  zone_version     integer,
  schedule_id      bigint,
  schedule_version integer,
  -- What a check-in, a hearing or an appointment asks beside: channels and cadence, or the time.
  asks             jsonb,
  citation         text not null check (length(citation) between 1 and 500),
  recorded_at      timestamptz not null default now(),
  foreign key (zone_id, zone_version) references zone (zone_id, version),
  foreign key (schedule_id, schedule_version) references schedule (schedule_id, version),
  check (kind not in ('StayWithin', 'StayOutOf') or zone_id is not null),
  check (kind in ('StayWithin', 'StayOutOf', 'Attend') or zone_id is null),
  check ((kind in ('CheckIn', 'Attend')) = (asks is not null)),
  check ((zone_id is null) = (zone_version is null)),
  -- A zone condition without a schedule binds always.
  check ((schedule_id is null) = (schedule_version is null)),
  check (kind in ('StayWithin', 'StayOutOf', 'CheckIn') or schedule_id is null)
);
create index condition_by_order on condition (order_id);

-- What a named person wrote down of a check-in, a hearing or an appointment. A correction is a later
-- row that names the one in whose place it stands; one that takes back says nothing in its place.
create table duty_record (
  record_id    bigint generated always as identity primary key,
  condition_id bigint not null references condition,
  says         text not null check (says in ('CheckedIn', 'NotCheckedIn', 'Attended', 'TakenBack')),
  at           timestamptz,
  channel      text check (channel in ('Phone', 'Office')),
  outcome      text check (outcome in ('Attended', 'Failed', 'Excused', 'Adjourned')),
  reason       text not null check (length(reason) between 1 and 1000),
  corrects     bigint unique references duty_record,
  recorded_by  text not null check (length(recorded_by) between 1 and 100),
  recorded_at  timestamptz not null default now(),
  check ((says in ('CheckedIn', 'NotCheckedIn')) = (at is not null)),
  check ((says = 'CheckedIn') = (channel is not null)),
  check ((says = 'Attended') = (outcome is not null)),
  check (says <> 'TakenBack' or corrects is not null)
);
create index duty_record_by_condition on duty_record (condition_id);
-- One outcome stands: each further one takes the place of the one before.
create unique index duty_record_first_outcome on duty_record (condition_id)
  where says = 'Attended' and corrects is null;

create table excusal (
  excusal_id   bigint generated always as identity primary key,
  condition_id bigint not null references condition,
  during       tstzrange not null check (lower_inc(during) and not upper_inc(during) and not isempty(during)),
  reason       text not null check (length(reason) between 1 and 1000),
  author       text not null check (length(author) between 1 and 100),
  recorded_at  timestamptz not null default now()
);

create table device (
  device_id   bigint generated always as identity primary key,
  unique_id   text not null unique check (length(unique_id) between 1 and 100),
  technology  text not null check (technology in ('PHONE', 'WRIST', 'ANKLE')),
  vendor      text not null check (length(vendor) between 1 and 100),
  recorded_at timestamptz not null default now(),
  recorded_by text not null check (length(recorded_by) between 1 and 100)
);

-- The interval in which a device stands for a participant. The period key says that there is no
-- monitoring without an order: every instant of it lies in an order in force.
create table assignment (
  assignment_id bigint generated always as identity unique,
  device_id     bigint not null references device,
  enrolment_id  bigint not null references enrolment (enrolment_id),
  during        tstzrange not null check (lower_inc(during) and not upper_inc(during) and not isempty(during)),
  recorded_at   timestamptz not null default now(),
  recorded_by   text not null check (length(recorded_by) between 1 and 100),
  primary key (device_id, during without overlaps),
  unique (enrolment_id, during without overlaps),
  -- Deferrable, so that an order can take another's place within one transaction.
  constraint assignment_under_order
    foreign key (enrolment_id, period during) references legal_order (enrolment_id, period during)
    deferrable initially immediate
);

-- Every change of a range above, by whom and why.
create table casework_entry (
  entry_id    bigint generated always as identity primary key,
  subject     text not null check (subject in ('enrolment', 'order', 'assignment', 'token')),
  subject_id  bigint not null,
  change      text not null check (length(change) between 1 and 500),
  author      text not null check (length(author) between 1 and 100),
  recorded_at timestamptz not null default now()
);

-- A device's token writes for that device; a gateway's for the devices of its vendor.
create table token (
  token_id   bigint generated always as identity primary key,
  hash       bytea not null unique check (length(hash) = 32),
  device_id  bigint references device,
  vendor     text check (length(vendor) between 1 and 100),
  created_at timestamptz not null default now(),
  created_by text not null check (length(created_by) between 1 and 100),
  revoked_at timestamptz,
  -- When a report that it let in was last taken, to about a minute.
  last_used_at timestamptz,
  check ((device_id is null) <> (vendor is null))
);

create table policy_set (
  policy_id   text not null unique check (length(policy_id) between 1 and 100),
  during      tstzrange not null check (lower_inc(during) and not upper_inc(during) and not isempty(during)),
  content     jsonb not null,
  recorded_at timestamptz not null default now(),
  singleton   integer not null default 1 check (singleton = 1),
  primary key (singleton, during without overlaps)
);

-- Journal -----------------------------------------------------------------------------------------

-- The bytes as received. The same bytes of the same source are stored once.
create table report (
  report_id   bigint generated always as identity primary key,
  token_id    bigint not null references token,
  protocol    text not null check (protocol in ('traccar', 'osmand', 'owntracks', 'native')),
  received_at timestamptz not null,
  hash        bytea not null check (length(hash) = 32),
  body        bytea not null check (length(body) <= 4194304),
  unique (token_id, protocol, hash)
);

-- Typed facts. The dedupe key is the client's id where it gives one, else a hash of the content:
-- the same fact of the same device is stored once, however often it is sent.
create table observation (
  observation_id bigint generated always as identity primary key,
  report_id      bigint not null references report,
  device_id      bigint not null references device,
  assignment_id  bigint references assignment (assignment_id),
  observed_at    timestamptz not null,
  received_at    timestamptz not null,
  kind           text not null check (kind in ('Fix', 'Beat', 'Battery', 'Strap', 'CaseOpened', 'PoweredOff', 'CheckedIn')),
  dedupe_key     bytea not null check (length(dedupe_key) between 16 and 32),
  latitude_e7    integer check (latitude_e7 between -900000000 and 900000000),
  longitude_e7   integer check (longitude_e7 between -1800000000 and 1800000000),
  accuracy_metres double precision check (accuracy_metres > 0),
  speed_metres_per_second double precision check (speed_metres_per_second >= 0),
  source         text check (source in ('SATELLITE', 'NETWORK', 'UNSTATED')),
  mock           boolean,
  valid          boolean,
  level_percent  smallint check (level_percent between 0 and 100),
  charging       text check (charging in ('CHARGING', 'UNPLUGGED', 'UNKNOWN')),
  strap_open     boolean,
  -- What the device's clock said, where that cannot be right; observed_at is then when we received it.
  claimed_at     timestamptz,
  unique (device_id, dedupe_key),
  check ((kind = 'Fix') = (latitude_e7 is not null and longitude_e7 is not null and source is not null and mock is not null and valid is not null)),
  check ((kind = 'Strap') = (strap_open is not null)),
  check ((kind = 'Battery') = (charging is not null))
);
create index observation_by_assignment on observation (assignment_id, observed_at);

-- Reports refused, counted by reason; the bytes are kept when the sender is known.
create table refusal (
  refusal_id  bigint generated always as identity primary key,
  protocol    text not null check (length(protocol) between 1 and 20),
  reason      text not null check (length(reason) between 1 and 60),
  detail      text not null check (length(detail) <= 1000),
  token_id    bigint references token,
  body        bytea check (length(body) <= 65536),
  received_at timestamptz not null
);
create index refusal_by_token on refusal (token_id, received_at);
create table refusal_count (
  protocol text not null,
  reason   text not null,
  on_day   date not null,
  -- Whose; null where nobody who is known sent it.
  token_id bigint references token,
  count    bigint not null check (count > 0),
  unique nulls not distinct (on_day, protocol, reason, token_id)
);

-- What has to be judged again, from when: written in the transaction that wrote the cause.
-- Each marking takes the next number of the mark, so that who judged can tell whether a later
-- cause came in between.
create sequence judging_mark as bigint;
create table judging_due (
  enrolment_id bigint primary key references enrolment (enrolment_id),
  from_at      timestamptz not null,
  mark         bigint not null default nextval('judging_mark'),
  -- From when on what binds is other than it was; null when only observations came.
  bound_from   timestamptz,
  -- What was recorded; of observations, their reports say it.
  news         jsonb not null default '[]',
  -- Since when the enrolment waits; what came while it was judged waits anew.
  marked_at    timestamptz not null default clock_timestamp()
);

-- For whom the roll has to be called again, from when: written with the cause as above.
create sequence roll_mark as bigint;
create table roll_due (
  enrolment_id bigint primary key references enrolment (enrolment_id),
  from_at      timestamptz not null,
  mark         bigint not null default nextval('roll_mark')
);
create index roll_due_by_from on roll_due (from_at);

-- Findings ----------------------------------------------------------------------------------------

-- A day of the fold: derived, and derivable again. Spans and findings are those the day settled.
create table fold_day (
  enrolment_id bigint not null references enrolment (enrolment_id),
  day          date not null,
  closing      text not null,
  spans        jsonb not null,
  findings     jsonb not null,
  -- How many observations it was folded from: one more, and it has to be folded again.
  observations integer not null,
  primary key (enrolment_id, day)
);
-- What follows the settled spans, up to the instant of the last judging.
create table fold_tail (
  enrolment_id bigint primary key references enrolment (enrolment_id),
  as_of        timestamptz not null,
  spans        jsonb not null,
  findings     jsonb not null,
  -- The last observation that there was, of anybody, when this was judged.
  seen_to      bigint not null
);

create table finding (
  finding_id     text not null check (finding_id ~ '^[0-9a-f]{32}$'),
  version        integer not null check (version > 0),
  change         text not null check (change in ('raised', 'amended', 'ended', 'withdrawn')),
  enrolment_id   bigint not null references enrolment (enrolment_id),
  condition_id   bigint not null references condition,
  kind           text not null check (length(kind) between 1 and 40),
  starts_at      timestamptz not null,
  ends_at        timestamptz check (ends_at > starts_at),
  known_at       timestamptz not null,
  late           boolean not null,
  content        jsonb not null,
  -- What had become known, so that there is this version.
  because        jsonb not null,
  policy_id      text not null references policy_set (policy_id),
  engine_version text not null,
  as_of          timestamptz not null,
  recorded_at    timestamptz not null default now(),
  primary key (finding_id, version)
);
create index finding_by_enrolment on finding (enrolment_id);

create table decision (
  decision_id     bigint generated always as identity primary key,
  finding_id      text not null,
  finding_version integer not null,
  answer          text not null check (length(answer) between 1 and 40),
  cause           text not null check (length(cause) between 1 and 40),
  reason          text not null check (length(reason) between 1 and 4000),
  decided_by      text not null check (length(decided_by) between 1 and 100),
  decided_at      timestamptz not null default now(),
  foreign key (finding_id, finding_version) references finding (finding_id, version)
);
create index decision_by_finding on decision (finding_id);

create table roll_row (
  day          date not null,
  enrolment_id bigint not null references enrolment (enrolment_id),
  version      integer not null check (version > 0),
  state        text not null check (length(state) between 1 and 40),
  technology   text,
  office_id    bigint not null references office,
  evidence     jsonb not null,
  as_of        timestamptz not null,
  recorded_at  timestamptz not null default now(),
  primary key (day, enrolment_id, version)
);
create index roll_row_by_enrolment on roll_row (enrolment_id, day);
create index roll_row_by_office on roll_row (office_id, day);

-- Devices that went quiet together. Append-only, in versions, as findings are.
create table system_incident (
  incident_id text not null check (incident_id ~ '^[0-9a-f]{32}$'),
  version     integer not null check (version > 0),
  change      text not null check (change in ('raised', 'amended', 'withdrawn')),
  scope_kind  text not null check (scope_kind in ('vendor', 'office', 'programme')),
  scope_name  text not null check (length(scope_name) between 1 and 200),
  starts_at   timestamptz not null,
  ends_at     timestamptz check (ends_at > starts_at),
  watched     integer not null check (watched > 0),
  clause      text not null check (length(clause) between 1 and 200),
  as_of       timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (incident_id, version)
);
create index system_incident_by_start on system_incident (starts_at);
create table incident_member (
  incident_id   text not null,
  version       integer not null,
  assignment_id bigint not null references assignment (assignment_id),
  enrolment_id  bigint not null references enrolment (enrolment_id),
  silent_from   timestamptz not null,
  silent_until  timestamptz check (silent_until > silent_from),
  covered       tstzrange check (not isempty(covered)),
  primary key (incident_id, version, assignment_id, silent_from),
  foreign key (incident_id, version) references system_incident (incident_id, version)
);
create index incident_member_by_enrolment on incident_member (enrolment_id);

create view incident_now as
  select * from (
    select distinct on (incident_id) * from system_incident
    order by incident_id, version desc) latest
  where change <> 'withdrawn';

create view finding_now as
  select distinct on (finding_id) * from finding order by finding_id, version desc;
-- Who stands on the roll; a row whose last version takes it off is not of it any more.
create view roll_now as
  select * from (
    select distinct on (day, enrolment_id) * from roll_row
    order by day, enrolment_id, version desc) latest
  where state <> 'TAKEN_OFF';

do $$
declare t text;
begin
  foreach t in array array['participant', 'zone', 'schedule', 'condition', 'duty_record', 'excusal', 'device', 'casework_entry',
                           'policy_set', 'report', 'observation', 'refusal', 'finding', 'decision', 'roll_row',
                           'system_incident', 'incident_member']
  loop
    execute format('create trigger append_only before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
  end loop;
end $$;
