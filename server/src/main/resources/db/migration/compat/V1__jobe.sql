-- Files that a client of Jobe has left under ids of its own choice; another owner's ids are other ids.
create table compat.file (
    owner   text        not null,
    id      text        not null,
    content bytea       not null,
    used    timestamptz not null,
    primary key (owner, id)
);

create index file_used on compat.file (used);
