create table trial.thing (
    id bigint generated always as identity primary key,
    text text not null,
    octets bytea not null,
    twice bigint generated always as (id * 2) stored
);
create table trial.part (
    day date not null,
    thing bigint not null references trial.thing
) partition by range (day);
