-- What came of an assignment since an observation was the last: live judging asks for no more.
create index observation_since on observation (assignment_id, observation_id);

-- The last day of which anything is sealed: of a later one, no chunk has to be asked.
create index track_chunk_by_day on track_chunk (day);
