-- How far a broadcast has come.
create table "broadcastProgress" (
    "broadcastId" uuid primary key references "${documented}"."broadcastMessage" ("id") on delete cascade,
    "delivered" integer not null,
    "completedAt" timestamp
);
