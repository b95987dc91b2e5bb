create table "notification" (
    "id" uuid default gen_random_uuid() primary key,
    "userId" text not null references "user" ("id") on delete cascade,
    "type" text not null,
    "title" text not null,
    "message" text not null,
    "link" text,
    "read" boolean not null default false,
    "createdAt" timestamp not null default (now() at time zone 'utc')
);
create index on "notification" ("userId");

create table "pushSubscription" (
    "id" uuid default gen_random_uuid() primary key,
    "userId" text not null references "user" ("id") on delete cascade,
    "endpoint" text not null,
    "p256dh" text not null,
    "auth" text not null,
    "userAgent" text,
    "createdAt" timestamp not null default (now() at time zone 'utc'),
    "updatedAt" timestamp not null default (now() at time zone 'utc'),
    unique ("endpoint") deferrable initially deferred
);
create index on "pushSubscription" ("userId");

create table "notificationPreference" (
    "id" uuid default gen_random_uuid() primary key,
    "userId" text not null references "user" ("id") on delete cascade,
    "enabled" boolean not null default true,
    "createdAt" timestamp not null default (now() at time zone 'utc'),
    "updatedAt" timestamp not null default (now() at time zone 'utc'),
    unique ("userId") deferrable initially deferred
);
