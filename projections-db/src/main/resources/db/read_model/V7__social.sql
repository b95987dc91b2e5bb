create table "follower" (
    "id" uuid default gen_random_uuid() primary key,
    "followerId" text not null references "user" ("id") on delete cascade,
    "creatorId" text not null references "creator" ("id") on delete cascade,
    "createdAt" timestamp not null default (now() at time zone 'utc'),
    unique ("followerId", "creatorId") deferrable initially deferred
);
create index on "follower" ("creatorId");
