-- What a user pool calls whoever waits to confirm an account that it keeps.
alter table account.pending
    add column subject text;

-- By which a user pool tells whether a session that it opened goes on; sealed.
alter table account.session
    add column upstream bytea;
