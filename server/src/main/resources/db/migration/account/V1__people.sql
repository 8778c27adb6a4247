-- Somebody who can sign in. The e-mail address is in small letters, the password as Argon2id writes it.
create table account.person (
    id       uuid        primary key,
    email    text        unique,
    password text,
    role     text        not null check (role in ('student', 'teacher', 'admin')),
    created  timestamptz not null
);

-- What waits for the code of a letter: an account, a forgotten password, another address. Without a code none fits.
create table account.pending (
    id       uuid        primary key,
    what     text        not null check (what in ('register', 'reset', 'move')),
    person   uuid        references account.person on delete cascade,
    email    text        not null,
    password text,
    code     bytea,
    tries    smallint    not null default 0,
    ends     timestamptz not null
);

create index pending_ends on account.pending (ends);

-- From one signing in until a signing out: a family of refresh tokens, each of which is good once.
create table account.session (
    id     uuid        primary key,
    person uuid        not null references account.person on delete cascade,
    begun  timestamptz not null,
    ends   timestamptz not null,
    ended  timestamptz
);

create index session_person on account.session (person);
create index session_ends on account.session (ends);

create table account.refresh (
    hash    bytea       primary key,
    session uuid        not null references account.session on delete cascade,
    used    timestamptz
);

create index refresh_session on account.refresh (session);

-- What a program shows in place of a person.
create table account.api_key (
    id     uuid        primary key,
    person uuid        not null references account.person on delete cascade,
    name   text        not null,
    hash   bytea       not null unique,
    scopes text[]      not null,
    made   timestamptz not null,
    ends   timestamptz not null
);

create index api_key_person on account.api_key (person);

-- What was tried and is bounded: guesses at passwords, letters asked for. The subject is a keyed hash of whom and from where.
create table account.attempt (
    id      uuid        primary key,
    subject bytea       not null,
    at      timestamptz not null
);

create index attempt_subject on account.attempt (subject, at);
create index attempt_at on account.attempt (at);

-- From where somebody has signed in before, as a keyed hash: others' guesses do not lock them out there.
create table account.known_place (
    person uuid  not null references account.person on delete cascade,
    place  bytea not null,
    seen   date  not null,
    primary key (person, place)
);

create index known_place_seen on account.known_place (seen);

-- What happened to accounts. It names no address of a person, and of a computer's only the network.
create table account.audit (
    id      uuid        primary key,
    at      timestamptz not null,
    what    text        not null,
    person  uuid,
    network text        not null,
    detail  text        not null
);

create index audit_person on account.audit (person, at);
create index audit_at on account.audit (at);

create function account.keep_audit() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and old.at < now() - interval '400 days' then
        return old;
    end if;
    raise exception 'what was noted stays as it was noted, for 400 days';
end $$;

create trigger audit_stays before update or delete on account.audit for each row execute function account.keep_audit();
create trigger audit_stays_whole before truncate on account.audit for each statement execute function account.keep_audit();
