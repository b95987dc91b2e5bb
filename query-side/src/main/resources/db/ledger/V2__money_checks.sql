-- What the last check of each money rule found.
create table ledger.money_check (
    id text primary key,
    checked_at timestamptz not null,
    broken_since timestamptz,
    broken_rows bigint not null,
    examples jsonb not null
);
