-- The log. tx stands before seq: a transaction owns its id before it draws a number, which is what lets a reader prove
-- that a missing number will never come.
create table event_store.event (
    tx             xid8        not null default pg_current_xact_id(),
    seq            bigint      generated always as identity (cache 1),
    epoch          int         not null,
    aggregate_id   uuid        not null,
    sequence       bigint      not null,
    aggregate_type text        not null,
    event_id       uuid        not null,
    name           text        not null,
    revision       text        not null,
    time           timestamptz not null,
    payload        jsonb       not null,
    metadata       jsonb       not null,
    constraint event_pkey primary key (seq),
    constraint event_aggregate_sequence unique (aggregate_id, sequence)
);

create index event_time on event_store.event (time);

-- Raised by every restore to an earlier point: numbers that outside readers have seen are then issued a second time.
create table event_store.log_epoch (
    one_row boolean primary key default true check (one_row),
    epoch   int     not null
);

insert into event_store.log_epoch (epoch) values (0);

-- How far each processor has come.
create table event_store.token (
    name  text   primary key,
    epoch int    not null,
    seq   bigint not null
);
