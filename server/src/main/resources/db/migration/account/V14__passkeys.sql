-- A passkey: what an authenticator keeps the other half of. Its count, where it has one, never falls.
create table account.passkey (
    id        bytea       primary key,
    person    uuid        not null references account.person on delete cascade,
    name      text        not null,
    algorithm integer     not null,
    key       bytea       not null,
    host      text        not null,
    count     bigint      not null,
    made      timestamptz not null,
    used      timestamptz
);

create index passkey_person on account.passkey (person);

-- What was asked of an authenticator and waits for its answer, once. Nobody's, where somebody signs in.
create table account.challenge (
    hash   bytea       primary key,
    person uuid        references account.person on delete cascade,
    ends   timestamptz not null
);

create index challenge_ends on account.challenge (ends);
