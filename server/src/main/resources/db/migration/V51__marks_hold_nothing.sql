-- What is due is marked by whoever writes a cause, while others may be ending the enrolment. A key to the
-- enrolment would make each marker wait for them with the mark in hand. Enrolments are never deleted, and marks
-- are made only of enrolments that were read.

alter table judging_due drop constraint judging_due_enrolment_id_fkey;
alter table roll_due drop constraint roll_due_enrolment_id_fkey;
