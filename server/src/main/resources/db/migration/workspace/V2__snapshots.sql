-- What a project was when somebody made a link to it, for as long as the link leads there. Its id is all that a reader
-- needs; where there is a class, the reader is one of its pupils or its teacher.
create table workspace.snapshot (
    id      uuid        primary key,
    project uuid        not null references workspace.project on delete cascade,
    person  uuid        not null,
    class   uuid,
    name    text        not null,
    files   int         not null check (files > 0),
    bytes   bigint      not null check (bytes >= 0),
    made    timestamptz not null,
    ends    timestamptz not null
);

create index snapshot_project on workspace.snapshot (project);
create index snapshot_person on workspace.snapshot (person);
create index snapshot_ends on workspace.snapshot (ends);

-- Its octets are those of the project's revisions, kept under their hash as long as either names them.
create table workspace.snapshot_file (
    snapshot uuid not null references workspace.snapshot on delete cascade,
    path     text not null,
    type     text not null,
    hash     text not null,
    bytes    int  not null,
    primary key (snapshot, path)
);

create index snapshot_file_hash on workspace.snapshot_file (hash);
