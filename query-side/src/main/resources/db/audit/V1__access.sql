-- Who read the log, when, and what they asked for. Written before the answer leaves.
create table audit.access (
    id         bigint      generated always as identity primary key,
    time       timestamptz not null,
    user_id    text        not null,
    method     text        not null,
    path       text        not null,
    query      text,
    request_id text        not null
);
