-- One run that somebody asked for. Partitioned by the day it came, so that old ones go with their partition.
create table run.run (
    id           uuid        not null,
    day          date        not null,
    lane         smallint    not null,
    owner        text        not null,
    priority     smallint    not null default 0,
    language     text        not null,
    request      bytea       not null,
    created      timestamptz not null,
    state        text        not null check (state in ('queued', 'running', 'done')),
    attempt      smallint    not null default 0,
    runner       text,
    leased_until timestamptz,
    taken        timestamptz,
    finished     timestamptz,
    status       text,
    result       bytea,
    primary key (id, day),
    check (day = (created at time zone 'utc')::date),
    check ((state = 'done') = (result is not null))
) partition by range (day);

create index waiting on run.run (lane, created) where state = 'queued';
create index leased on run.run (leased_until) where state = 'running';

-- What happened in a run, in order; one row is what came together. A later attempt stands beside a lost one.
create table run.transcript (
    run     uuid     not null,
    day     date     not null,
    attempt smallint not null,
    first   bigint   not null,
    events  bytea    not null,
    primary key (run, day, attempt, first)
) partition by range (day);
