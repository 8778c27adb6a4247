-- How much of something one subject has been given within a time: what nodes hold of it unused counts as given.
-- The holder is the one node that has been given any of it since it began; empty when several have.
create table guard.bucket (
    subject text        not null,
    name    text        not null,
    began   timestamptz not null,
    seconds int         not null,
    most    bigint      not null,
    granted bigint      not null,
    given   bigint      not null,
    holder  text        not null,
    primary key (subject, name)
);

create index bucket_began on guard.bucket (began);

-- Programs at once: what a node holds for those that it answers while somebody waits, or one run that was promised.
create table guard.hold (
    subject text        not null,
    holder  text        not null,
    slots   int         not null check (slots >= 0),
    ends    timestamptz not null,
    primary key (subject, holder)
);

create index hold_holder on guard.hold (holder);
create index hold_ends on guard.hold (ends);

-- Who has another tier than their role gives, by whom and until when; the newest line of a person counts.
create table guard.tier (
    person uuid        not null,
    made   timestamptz not null,
    tier   text,
    ends   timestamptz,
    by     uuid        not null,
    primary key (person, made)
);
