-- Each node asks every second which keys were destroyed of late.
create index person_key_destroyed on event_store.person_key (destroyed_at) where destroyed_at is not null;
