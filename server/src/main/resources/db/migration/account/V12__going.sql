-- When somebody who wants to go will be gone, and when a minor was warned of what goes for lack of use.
alter table account.person
    add column going  timestamptz,
    add column warned timestamptz;

create index person_going on account.person (going) where going is not null;

-- Somebody's things are kept although their time is over, because the law wants it. Nothing but lifting it ends it.
create table account.hold (
    id     uuid        primary key,
    person uuid        not null,
    reason text        not null,
    by     uuid        not null,
    made   timestamptz not null,
    lifted timestamptz
);

create index hold_person on account.hold (person) where lifted is null;

-- Forgetting pauses while there is a line without an end.
create table account.pause (
    id     uuid        primary key,
    reason text        not null,
    by     uuid        not null,
    began  timestamptz not null,
    ended  timestamptz
);

create unique index pause_one on account.pause ((ended is null)) where ended is null;
