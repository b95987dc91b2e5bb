-- What is to be done at a time, by the kind of timer and the id of what it is about. The columns are db-scheduler's.
create table event_store.timer (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index timer_due on event_store.timer (execution_time);
create index timer_heartbeat on event_store.timer (last_heartbeat);
