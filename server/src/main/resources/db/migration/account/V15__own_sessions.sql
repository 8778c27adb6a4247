-- A session is known to its owner by the kind of browser and when it was last seen; nothing finer is kept.
alter table account.session
    add column device text,
    add column seen   timestamptz;

-- What somebody wants to be called; pupils have the name of their class.
alter table account.person
    add column called text;
