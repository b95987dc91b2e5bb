create table "scheduledPost" (
    "postId" uuid primary key,
    "creatorId" text not null references "${documented}"."creator" ("id") on delete cascade,
    "caption" text,
    "postType" text not null,
    "price" integer,
    "membershipIds" jsonb not null,
    "media" jsonb not null,
    "publishAt" timestamp not null,
    "createdAt" timestamp not null,
    "updatedAt" timestamp not null
);
create index on "scheduledPost" ("creatorId", "publishAt", "postId");
