-- How often what happened in a day, by role; nothing in it tells who it was. The total adds up what an event measures.
create table telemetry.daily (
    day    date   not null,
    event  text   not null,
    role   text   not null check (role in ('anonymous', 'student', 'teacher', 'admin')),
    detail text   not null,
    times  bigint not null,
    total  bigint not null,
    primary key (day, event, role, detail)
);

-- Who agreed that what they do is kept with their name, to which wording, and until when.
create table telemetry.consent (
    person    uuid        primary key,
    wording   text        not null,
    given     timestamptz not null,
    withdrawn timestamptz
);

-- What those did. The day is that on which it came, the time is what the page said.
create table telemetry.event (
    day        date        not null,
    at         timestamptz not null,
    person     uuid        not null references telemetry.consent on delete cascade,
    event      text        not null,
    lesson     text,
    properties jsonb       not null
);

create index event_person on telemetry.event (person, at);
create index event_day on telemetry.event (day);
