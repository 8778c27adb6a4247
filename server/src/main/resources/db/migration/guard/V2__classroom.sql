-- A class whose pupils may have more for a while, at the word of its teacher. The word that came last holds.
create table guard.classroom (
    class uuid        primary key,
    ends  timestamptz not null,
    by    uuid        not null
);

create index classroom_ends on guard.classroom (ends);
create index classroom_by on guard.classroom (by);
