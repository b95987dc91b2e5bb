-- Mails that events ask for. Neither what a mail says nor to whom stands here; both are in the event, while its person is.
create table event_store.mail (
    event_id uuid primary key,
    aggregate_id uuid not null,
    sequence bigint not null,
    asked_at timestamptz not null,
    due_at timestamptz not null,
    attempts int not null default 0,
    ended_at timestamptz,
    outcome text
);
create index mail_due on event_store.mail (due_at) where ended_at is null;
create index mail_ended on event_store.mail (ended_at) where ended_at is not null;
