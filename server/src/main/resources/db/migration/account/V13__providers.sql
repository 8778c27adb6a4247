-- Somebody signs in by a provider, which knows them as a subject. The role is what the provider last said, where it is asked.
create table account.login (
    issuer   text        not null,
    subject  text        not null,
    person   uuid        not null references account.person on delete cascade,
    provider text        not null,
    role     text        check (role in ('student', 'teacher', 'admin')),
    made     timestamptz not null,
    primary key (issuer, subject)
);

create index login_person on account.login (person);

-- A browser was sent to a provider and is expected back, once, with the state and with the cookie that it was given.
create table account.errand (
    state    bytea       primary key,
    browser  bytea       not null,
    provider text        not null,
    back     text        not null,
    nonce    text        not null,
    verifier text        not null,
    person   uuid        references account.person on delete cascade,
    ends     timestamptz not null
);

create index errand_ends on account.errand (ends);

-- Somebody whom a provider knows and nobody here, until they have answered for their age and agreed.
create table account.arrival (
    hash     bytea       primary key,
    issuer   text        not null,
    subject  text        not null,
    session  text,
    provider text        not null,
    email    text        not null,
    role     text        check (role in ('student', 'teacher', 'admin')),
    band     text        check (band in ('u13', '13-15', '16-17', 'adult')),
    guardian boolean,
    ends     timestamptz not null
);

create index arrival_ends on account.arrival (ends);

-- From which sign-in at a provider a session is: when that one ends, so does this.
alter table account.session
    add column issuer         text,
    add column subject        text,
    add column issuer_session text;

create index session_issuer on account.session (issuer, subject) where issuer is not null;
