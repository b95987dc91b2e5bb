create table "creatorReview" (
    "creatorId" text primary key references "${documented}"."creator" ("id") on delete cascade,
    "status" text not null,
    "reason" text,
    "registeredAt" timestamp not null
);
create index on "creatorReview" ("registeredAt", "creatorId");
create index on "creatorReview" ("status", "registeredAt", "creatorId");

-- Whoever was there before this table.
insert into "creatorReview" ("creatorId", "status", "registeredAt")
select "id", case when "onboarded" then 'pending' else 'onboarding' end, "createdAt" from "${documented}"."creator";
