-- How many wait for it on open connections and were promised nothing: it ends when they have hung up. Null: it was promised.
-- waited: as work, for those who may wait for it together.
alter table run.run add column callers integer, add column waited bytea;

create index waited_for on run.run (waited) where callers > 0 and state <> 'done';
