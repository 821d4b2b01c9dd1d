-- An observation is kept with the assignment that was in force at its time when it came. Where that assignment
-- was ended since, as of a time before it, the observation stays where it is and counts for nobody; unless the same
-- device was put on the same participant again, for a time that holds it.
create view standing as
  select kept.assignment_id, kept.enrolment_id, kept.device_id,
         stands.assignment_id as standing_id, lower(stands.during) as from_at,
         coalesce(upper(stands.during), 'infinity') as to_at
  from assignment kept
  join assignment stands on stands.enrolment_id = kept.enrolment_id and stands.device_id = kept.device_id;
