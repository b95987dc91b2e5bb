-- Pushes that are asked for. Neither what a push says nor where it goes stands here; both are in the tables while their
-- person is.
create table event_store.push (
    notification_id uuid not null,
    subscription_id uuid not null,
    asked_at timestamptz not null,
    due_at timestamptz not null,
    attempts int not null default 0,
    ended_at timestamptz,
    outcome text,
    primary key (notification_id, subscription_id)
);
create index push_due on event_store.push (due_at) where ended_at is null;
create index push_ended on event_store.push (ended_at) where ended_at is not null;
