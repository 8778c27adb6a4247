-- Events that a process passes on to the reader at another while they happen. After a crash nobody misses them.
create unlogged table bus.item (
    stream text        not null,
    n      bigint      not null,
    item   text        not null,
    at     timestamptz not null,
    primary key (stream, n)
);

create index item_at on bus.item (at);
