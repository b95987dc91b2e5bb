create type post_type as enum ('subscription', 'exclusive');
create type media_type as enum ('image', 'video');

create table "post" (
    "id" uuid default gen_random_uuid() primary key,
    "creatorId" text not null references "creator" ("id") on delete cascade,
    "caption" text,
    "postType" post_type not null,
    "price" integer,
    "isPinned" boolean not null default false,
    "createdAt" timestamp not null default (now() at time zone 'utc'),
    "updatedAt" timestamp not null default (now() at time zone 'utc')
);
create index on "post" ("creatorId");

create table "postMedia" (
    "id" uuid default gen_random_uuid() primary key,
    "postId" uuid not null references "post" ("id") on delete cascade,
    "mediaType" media_type not null,
    "url" text not null,
    "thumbnailUrl" text,
    "hlsUrl" text,
    "blurThumbnailUrl" text,
    "metadata" jsonb,
    "orderIndex" integer not null default 0,
    "createdAt" timestamp not null default (now() at time zone 'utc')
);
create index on "postMedia" ("postId");

create table "postMembership" (
    "postId" uuid not null references "post" ("id") on delete cascade,
    "membershipId" uuid not null references "membership" ("id") on delete cascade,
    primary key ("postId", "membershipId")
);
create index on "postMembership" ("membershipId");

create table "postLike" (
    "id" uuid default gen_random_uuid() primary key,
    "postId" uuid not null references "post" ("id") on delete cascade,
    "userId" text not null references "user" ("id") on delete cascade,
    "createdAt" timestamp not null default (now() at time zone 'utc'),
    unique ("postId", "userId") deferrable initially deferred
);
create index on "postLike" ("userId");

create table "postComment" (
    "id" uuid default gen_random_uuid() primary key,
    "postId" uuid not null references "post" ("id") on delete cascade,
    "userId" text not null references "user" ("id") on delete cascade,
    "content" text not null,
    "parentCommentId" uuid references "postComment" ("id") on delete cascade,
    "createdAt" timestamp not null default (now() at time zone 'utc'),
    "updatedAt" timestamp not null default (now() at time zone 'utc')
);
create index on "postComment" ("postId");
create index on "postComment" ("userId");
create index on "postComment" ("parentCommentId");
