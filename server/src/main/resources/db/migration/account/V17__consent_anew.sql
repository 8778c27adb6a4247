-- Guardians who were asked anew when other papers held: with which code, since when, and when last.
create table account.guardian_letter (
    person   uuid        primary key references account.person on delete cascade,
    versions text        not null,
    code     bytea       not null,
    first    timestamptz not null,
    sent     timestamptz not null
);

-- To which version of the privacy notice the school consented, if not to that which stands with its pupils, and since when it
-- is asked anew for which.
alter table account.class
    add column privacy   text,
    add column asked_for text,
    add column asked     timestamptz;
