-- What somebody works on: files, and what they were before. Its revision counts every change of it. The key is the
-- caller's own, under which it was made, and sent the hash of what was sent with it.
create table workspace.project (
    id       uuid        primary key,
    person   uuid        not null,
    name     text        not null,
    revision bigint      not null,
    files    int         not null check (files >= 0),
    bytes    bigint      not null check (bytes >= 0),
    created  timestamptz not null,
    changed  timestamptz not null,
    used     timestamptz not null,
    key      text,
    sent     bytea,
    check ((key is null) = (sent is null))
);

create index project_person on workspace.project (person);
create unique index project_key on workspace.project (person, key) where key is not null;
create index project_used on workspace.project (used);

-- A file is known by the revision of its project at which it came, whatever it is called later. Two names that some
-- file system would take for one are folded to the same.
create table workspace.file (
    project  uuid   not null references workspace.project on delete cascade,
    born     bigint not null,
    path     text   not null,
    folded   text   not null,
    type     text   not null,
    revision bigint not null,
    primary key (project, born),
    unique (project, folded)
);

-- What a file held, and holds: the newest revision is the file's own. The octets are kept beside the database, under
-- their hash.
create table workspace.revision (
    project  uuid        not null,
    file     bigint      not null,
    revision bigint      not null,
    hash     text        not null,
    bytes    int         not null,
    changed  timestamptz not null,
    primary key (project, file, revision),
    foreign key (project, file) references workspace.file on delete cascade
);

create index revision_hash on workspace.revision (project, hash);
