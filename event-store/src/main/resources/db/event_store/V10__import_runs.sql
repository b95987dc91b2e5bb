-- Imports of users from other servers: how far each has come. Refused lines stand here by number and reason alone.
create table event_store.import_run (
    id uuid primary key,
    started_at timestamptz not null,
    told_at timestamptz not null,
    told jsonb not null
);
