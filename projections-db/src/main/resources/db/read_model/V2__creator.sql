create type creator_type as enum ('ai', 'human');
create type content_type as enum ('18+', 'general');
create type service_type as enum ('shoutout', 'audio_call', 'video_call', 'chat');

create table "creator" (
    "id" text primary key references "user" ("id") on delete cascade,
    "username" text,
    "displayName" text not null,
    "country" text,
    "creatorType" creator_type,
    "contentType" content_type,
    "gender" text,
    "dateOfBirth" timestamp,
    "categories" jsonb,
    "onboarded" boolean not null default false,
    "usernameLocked" boolean not null default false,
    "subdomain" text,
    "onboardingStep" integer default 0,
    "onboardingData" jsonb,
    "profileImageUrl" text,
    "profileCoverUrl" text,
    "bio" text,
    "bankAccountDetails" jsonb,
    "createdAt" timestamp not null default (now() at time zone 'utc'),
    "updatedAt" timestamp not null default (now() at time zone 'utc'),
    unique ("username") deferrable initially deferred,
    unique ("subdomain") deferrable initially deferred
);

create table "membership" (
    "id" uuid default gen_random_uuid() primary key,
    "creatorId" text not null references "creator" ("id") on delete cascade,
    "title" text not null,
    "description" text not null,
    "monthlyRecurringFee" integer not null default 0,
    "visible" boolean not null default true,
    "coverImageUrl" text,
    "createdAt" timestamp not null default (now() at time zone 'utc'),
    "updatedAt" timestamp not null default (now() at time zone 'utc')
);
create index on "membership" ("creatorId");

create table "service" (
    "id" uuid default gen_random_uuid() primary key,
    "creatorId" text not null references "creator" ("id") on delete cascade,
    "name" text not null,
    "description" text not null,
    "price" integer not null default 0,
    "serviceType" service_type not null,
    "durationMinutes" integer default 30,
    "visible" boolean not null default true,
    "createdAt" timestamp not null default (now() at time zone 'utc'),
    "updatedAt" timestamp not null default (now() at time zone 'utc')
);
create index on "service" ("creatorId");
