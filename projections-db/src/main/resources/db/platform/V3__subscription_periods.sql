-- Each payment that gave or lengthened a subscription: who subscribes to a creator, also to a tier that is withdrawn since.
create table "subscriptionPeriod" (
    "transactionId" uuid primary key,
    "subscriptionId" uuid not null references "${documented}"."subscriptions" ("id") on delete cascade,
    "userId" text not null references "${documented}"."user" ("id") on delete cascade,
    "creatorId" text not null references "${documented}"."creator" ("id") on delete cascade,
    "membershipId" uuid not null,
    "first" boolean not null,
    "grantedAt" timestamp not null,
    "periodEnd" timestamp not null
);
create index on "subscriptionPeriod" ("subscriptionId", "grantedAt");
create index on "subscriptionPeriod" ("userId");
create index on "subscriptionPeriod" ("creatorId", "grantedAt", "transactionId");
create index on "subscriptionPeriod" ("creatorId", "periodEnd");
