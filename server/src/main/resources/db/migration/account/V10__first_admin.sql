-- An invitation to be the first admin, as the hash of what was printed.
create table account.setup (
    hash bytea       primary key,
    ends timestamptz not null
);
