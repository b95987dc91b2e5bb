-- Where the log lies that this database belongs to: here, or in Axon Server. Said once, before the first event; in the
-- second case event_store.event is a copy for searching.
alter table event_store.log_epoch add column kept_by text;
update event_store.log_epoch set kept_by = 'postgres' where exists (select from event_store.event);
