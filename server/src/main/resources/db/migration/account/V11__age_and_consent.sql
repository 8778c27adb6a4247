-- A class of children, whose school consents for them.
create table account.class (
    id         uuid        primary key,
    teacher    uuid        not null references account.person,
    name       text        not null,
    code       text        not null unique,
    band       text        not null check (band in ('u13', '13-15', '16-17', 'adult')),
    made       timestamptz not null,
    join_until timestamptz not null
);

create index class_teacher on account.class (teacher);

-- Of an age only the band is kept. Somebody in a class has a name there, which is no name of theirs, and no address.
alter table account.person
    add column band  text check (band in ('u13', '13-15', '16-17', 'adult')),
    add column class uuid references account.class,
    add column name  text,
    add check (name is null or class is not null),
    add check (class is null or (name is not null and email is null));

create unique index person_class on account.person (class, lower(name));

-- What somebody waits to be registered with: a band, whether a guardian must consent, and the papers that were accepted.
alter table account.pending
    add column band     text,
    add column guardian boolean,
    add column papers   text[];

-- Who consented for a child: a guardian, whose address the account then has, or a school, by a teacher and for a class.
create table account.consent (
    id      uuid        primary key,
    person  uuid        not null references account.person on delete cascade,
    kind    text        not null check (kind in ('guardian', 'school')),
    teacher uuid,
    class   uuid,
    privacy text        not null,
    at      timestamptz not null,
    check ((kind = 'school') = (teacher is not null and class is not null))
);

create index consent_person on account.consent (person);

-- Which version of which paper somebody accepted.
create table account.acceptance (
    person  uuid        not null references account.person on delete cascade,
    paper   text        not null,
    version text        not null,
    at      timestamptz not null,
    primary key (person, paper, version)
);
