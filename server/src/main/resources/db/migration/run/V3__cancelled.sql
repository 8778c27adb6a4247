-- Somebody wants it ended: it is not begun again, and its runner may not keep it.
alter table run.run add column cancelled boolean not null default false;
