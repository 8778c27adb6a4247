-- What clients of Judge0 have sent. What came of it is the run's; the status is written down once it is known.
create table compat.submission (
    token    uuid        primary key,
    owner    text        not null,
    run      uuid        not null,
    language int         not null,
    created  timestamptz not null,
    status   int         not null,
    sent     bytea       not null
);

create index submission_created on compat.submission (created);
create index submission_owner on compat.submission (owner, created);
