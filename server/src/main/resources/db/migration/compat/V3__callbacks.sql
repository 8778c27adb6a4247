-- Who wants to be told the end of a submission, from the moment it was accepted until that is done or given up.
create table compat.callback (
    token uuid        primary key references compat.submission on delete cascade,
    owner text        not null,
    due   timestamptz not null,
    tries int         not null default 0,
    state text        not null default 'due' check (state in ('due', 'told', 'given-up'))
);

create index callback_due on compat.callback (due) where state = 'due';

-- Each call, and what came of it; no status where there was no answer.
create table compat.delivery (
    token  uuid        not null references compat.submission on delete cascade,
    try    int         not null,
    began  timestamptz not null,
    millis bigint      not null,
    status int,
    said   text        not null,
    primary key (token, try)
);
