-- The watchdog's own programme: an office, two participants with a device each, and zones, that stand for
-- nobody. They are marked where they are, so that whatever reads people, devices, zones or offices can
-- leave them out.

alter table office add column synthetic boolean not null default false;
alter table participant add column synthetic boolean not null default false;
alter table device add column synthetic boolean not null default false;
alter table zone add column synthetic boolean not null default false;

create unique index office_synthetic on office (synthetic) where synthetic;

-- What is said of nobody is never said of somebody, and the other way round.
create function keep_synthetic_office() returns trigger language plpgsql as $$
begin
  raise exception 'an office is synthetic from its beginning or never'
    using errcode = 'integrity_constraint_violation';
end $$;
create trigger keep_synthetic before update of synthetic on office
  for each row when (old.synthetic <> new.synthetic) execute function keep_synthetic_office();

create function keep_synthetic_apart() returns trigger language plpgsql as $$
begin
  if (select synthetic from office where office_id = new.office_id)
     <> (select synthetic from participant where participant_id = new.participant_id) then
    raise exception 'a synthetic participant is at the synthetic office, and nobody else is'
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger synthetic_apart before insert or update of office_id, participant_id on enrolment
  for each row execute function keep_synthetic_apart();

-- Findings stay for ever, but for those that are about nobody: one a minute would bury the others. No
-- other row of the table can be deleted, and none can be changed.
create function refuse_unless_synthetic() returns trigger language plpgsql as $$
begin
  if exists (select from gone
             join enrolment e on e.enrolment_id = gone.enrolment_id
             join office o on o.office_id = e.office_id
             where not o.synthetic) then
    raise exception 'table % is append-only', tg_table_name
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
drop trigger append_only on finding;
create trigger append_only before update or truncate on finding
  for each statement execute function refuse_change();
create trigger append_only_but_synthetic after delete on finding
  referencing old table as gone for each statement execute function refuse_unless_synthetic();

create function keep_synthetic_device_apart() returns trigger language plpgsql as $$
begin
  if (select synthetic from device where device_id = new.device_id)
     <> (select o.synthetic from enrolment e join office o on o.office_id = e.office_id
         where e.enrolment_id = new.enrolment_id) then
    raise exception 'a synthetic device stands for a synthetic participant, and for nobody else'
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger synthetic_apart before insert or update of device_id, enrolment_id on assignment
  for each row execute function keep_synthetic_device_apart();
