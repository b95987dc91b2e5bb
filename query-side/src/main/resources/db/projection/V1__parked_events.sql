-- References to events that could not be applied to the read model, and to those that wait behind them. No payload and
-- no value lies here: a retry reads the event afresh from the log.
create table projection.parked_event (
    epoch        int         not null,
    seq          bigint      not null,
    root_epoch   int         not null,
    root_seq     bigint      not null,
    event_id     text        not null unique,
    name         text        not null,
    aggregate_id text        not null,
    touched_rows text[]      not null,
    cause        text,
    sql_state    text,
    message      text,
    attempts     int         not null default 1,
    parked_at    timestamptz not null default now(),
    tried_at     timestamptz not null default now(),
    primary key (epoch, seq)
);

-- Changes that had no row to change, or no parent row to stand below.
create table projection.void_change (
    table_name text   not null,
    kind       text   not null,
    changes    bigint not null,
    primary key (table_name, kind)
);
