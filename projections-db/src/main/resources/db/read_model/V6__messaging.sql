create type message_type as enum ('text', 'audio', 'image', 'video');

create table "conversation" (
    "id" uuid default gen_random_uuid() primary key,
    "serviceOrderId" uuid not null references "serviceOrder" ("id") on delete cascade,
    "creatorId" text not null references "user" ("id") on delete cascade,
    "fanId" text not null references "user" ("id") on delete cascade,
    "lastMessageAt" timestamp,
    "unreadCountCreator" integer not null default 0,
    "unreadCountFan" integer not null default 0,
    "createdAt" timestamp not null default (now() at time zone 'utc'),
    unique ("serviceOrderId") deferrable initially deferred
);
create index on "conversation" ("creatorId");
create index on "conversation" ("fanId");

create table "message" (
    "id" uuid default gen_random_uuid() primary key,
    "conversationId" uuid not null references "conversation" ("id") on delete cascade,
    "senderId" text not null references "user" ("id") on delete cascade,
    "messageType" message_type not null,
    "content" text,
    "mediaUrl" text,
    "createdAt" timestamp not null default (now() at time zone 'utc')
);
create index on "message" ("conversationId");
create index on "message" ("senderId");

create table "broadcastMessage" (
    "id" uuid default gen_random_uuid() primary key,
    "creatorId" text not null references "creator" ("id") on delete cascade,
    "followerIds" jsonb not null,
    "messageType" message_type not null,
    "content" text,
    "audioUrl" text,
    "createdAt" timestamp not null default (now() at time zone 'utc')
);
create index on "broadcastMessage" ("creatorId");
