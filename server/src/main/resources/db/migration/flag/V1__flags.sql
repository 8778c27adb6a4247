-- A switch: off for all unless enabled, then on for those listed and for so many of a hundred of the others.
-- Variants are pairs of a name and a weight, in order.
create table flag.flag (
    name               text        primary key check (name ~ '^[a-z][a-z0-9-]{0,62}$'),
    enabled            boolean     not null,
    rollout_percentage int         not null check (rollout_percentage between 0 and 100),
    user_whitelist     uuid[]      not null,
    variants           jsonb       not null,
    revision           bigint      not null,
    changed            timestamptz not null
);

-- Who changed which flag, and what it was from then on; null when it was taken away.
create table flag.change (
    id   uuid        primary key,
    at   timestamptz not null,
    flag text        not null,
    by   uuid        not null,
    what text        not null check (what in ('created', 'changed', 'switched-off', 'deleted')),
    now  jsonb
);

create index change_flag on flag.change (flag, at);
create index change_at on flag.change (at);

create function flag.keep_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and old.at < now() - interval '400 days' then
        return old;
    end if;
    raise exception 'what was noted stays as it was noted, for 400 days';
end $$;

create trigger change_stays before update or delete on flag.change for each row execute function flag.keep_change();
create trigger change_stays_whole before truncate on flag.change for each statement execute function flag.keep_change();
