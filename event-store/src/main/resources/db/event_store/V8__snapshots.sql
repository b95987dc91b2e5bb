-- What aggregates of many events came to, so that a command need not read them all. A cache: every row may go at any time.
-- The state is text, because jsonb would not keep its order; personal data in it lie sealed under all of the keys.
create table event_store.snapshot (
    aggregate_id uuid   not null primary key,
    sequence     bigint not null,
    event_id     uuid   not null,
    name         text   not null,
    revision     text   not null,
    key_ids      uuid[] not null,
    state        text   not null
);
create index snapshot_key_ids on event_store.snapshot using gin (key_ids);
