-- work: the same for requests that ask for the same, where they may be joined. live: somebody types while it runs.
alter table run.run add column work bytea, add column live boolean not null default false;

create index same_work on run.run (work) where state <> 'done';

-- A caller's own key, and the run that was promised under it.
create table run.promise (
    owner text        not null,
    key   text        not null,
    run   uuid        not null,
    work  bytea       not null,
    made  timestamptz not null,
    primary key (owner, key)
);

create index promise_made on run.promise (made);
