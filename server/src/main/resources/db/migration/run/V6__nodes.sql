-- What each process that takes runs in tells the others, for as long as it says so: its runners, and what stands in its memory.
-- After a crash each says it again.
create unlogged table run.node (
    name  text        primary key,
    heard timestamptz not null,
    facts text        not null
);
