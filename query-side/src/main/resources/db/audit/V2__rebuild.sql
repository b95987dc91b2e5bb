-- Replays that auditors asked for, on whichever node. As long as one runs, its node holds an advisory lock.
create table audit.rebuild (
    id         uuid        primary key,
    started_at timestamptz not null,
    state      text        not null,
    told       jsonb       not null
);
