-- How often somebody has asked for something in a window of time. Whoever it is stands here as a keyed digest. Not logged:
-- what a crash takes with it is a few seconds of counting.
create unlogged table event_store.rate_limit (
    key text primary key,
    used integer not null,
    until timestamptz not null
);
create index rate_limit_until on event_store.rate_limit (until);
