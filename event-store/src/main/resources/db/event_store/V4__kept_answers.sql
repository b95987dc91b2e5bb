-- What was answered to writes that a client may repeat. The answer is sealed under the caller's key.
create table event_store.kept_answer (
    command_id uuid primary key,
    request_digest bytea not null,
    first_id uuid not null,
    taken_at timestamptz not null,
    leased_until timestamptz not null,
    answer jsonb
);
create index kept_answer_age on event_store.kept_answer (taken_at);
