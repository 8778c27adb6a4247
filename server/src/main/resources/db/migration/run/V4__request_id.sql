-- Which request asked for it, for the lines of the log that are written where it runs.
alter table run.run add column request_id text not null default '';
