-- Where the whole of it is in the blob store, when the row has a short form of it.
alter table run.run add column whole text;
alter table run.transcript add column whole text;
