-- One key per person, wrapped by the master key. Destroying a key empties its row and leaves it, as the mark that
-- tells an erased person from a lost key.
create table event_store.person_key (
    key_id       uuid        not null primary key,
    person_id    text,
    wrapped      bytea,
    created_at   timestamptz not null default now(),
    destroyed_at timestamptz,
    constraint wrapped_until_destroyed check ((wrapped is null) = (destroyed_at is not null))
);

-- The one key for digests of claimed values. It is never rotated: the ids of all claims follow from it.
create table event_store.claim_key (
    only_one   boolean     not null primary key default true check (only_one),
    wrapped    bytea       not null,
    created_at timestamptz not null default now()
);
