create type service_order_status as enum ('pending', 'active', 'fulfilled', 'cancelled');

create table "serviceOrder" (
    "id" uuid default gen_random_uuid() primary key,
    "userId" text not null references "user" ("id") on delete cascade,
    "creatorId" text not null references "creator" ("id") on delete cascade,
    "serviceId" uuid not null references "service" ("id") on delete cascade,
    "transactionId" uuid not null references "paymentTransaction" ("id") on delete cascade,
    "status" service_order_status not null default 'pending',
    "fulfillmentNotes" text,
    "activatedAt" timestamp,
    "utilizedAt" timestamp,
    "customerJoinedAt" timestamp,
    "creatorJoinedAt" timestamp,
    "createdAt" timestamp not null default (now() at time zone 'utc'),
    "updatedAt" timestamp not null default (now() at time zone 'utc')
);
create index on "serviceOrder" ("userId");
create index on "serviceOrder" ("creatorId");
create index on "serviceOrder" ("serviceId");
create index on "serviceOrder" ("transactionId");
