create type payment_transaction_type as enum ('membership', 'exclusive_post', 'service');
create type payment_transaction_status as enum ('pending', 'processing', 'completed', 'failed', 'cancelled');
create type payout_status as enum ('pending', 'processing', 'completed', 'failed');

create table "customers" (
    "id" uuid default gen_random_uuid() primary key,
    "email" varchar(255) not null,
    "name" varchar(255),
    "dodoCustomerId" varchar(255),
    "createdAt" timestamp not null default (now() at time zone 'utc'),
    unique ("email") deferrable initially deferred
);

create table "subscriptions" (
    "id" uuid default gen_random_uuid() primary key,
    "customerId" uuid not null references "customers" ("id") on delete cascade,
    "planId" varchar(255) not null,
    "status" varchar(50) not null default 'active',
    "currentPeriodStart" timestamp,
    "currentPeriodEnd" timestamp,
    "createdAt" timestamp not null default (now() at time zone 'utc'),
    "updatedAt" timestamp not null default (now() at time zone 'utc'),
    unique ("customerId", "planId") deferrable initially deferred
);

create table "paymentTransaction" (
    "id" uuid default gen_random_uuid() primary key,
    "userId" text not null references "user" ("id") on delete cascade,
    "creatorId" text not null references "creator" ("id") on delete cascade,
    "type" payment_transaction_type not null,
    "entityId" uuid not null,
    "amount" integer not null,
    "platformFee" integer not null,
    "creatorAmount" integer not null,
    "status" payment_transaction_status not null default 'pending',
    "gatewayTransactionId" text,
    "metadata" jsonb,
    "createdAt" timestamp not null default (now() at time zone 'utc'),
    "updatedAt" timestamp not null default (now() at time zone 'utc')
);
create index on "paymentTransaction" ("userId");
create index on "paymentTransaction" ("creatorId");

create table "postPurchase" (
    "id" uuid default gen_random_uuid() primary key,
    "userId" text not null references "user" ("id") on delete cascade,
    "postId" uuid not null references "post" ("id") on delete cascade,
    "transactionId" uuid not null references "paymentTransaction" ("id") on delete cascade,
    "purchasedAt" timestamp not null default (now() at time zone 'utc'),
    unique ("userId", "postId") deferrable initially deferred
);
create index on "postPurchase" ("postId");
create index on "postPurchase" ("transactionId");

create table "payout" (
    "id" uuid default gen_random_uuid() primary key,
    "creatorId" text not null references "creator" ("id") on delete cascade,
    "periodStart" timestamp not null,
    "periodEnd" timestamp not null,
    "totalAmount" integer not null,
    "platformFee" integer not null,
    "netAmount" integer not null,
    "status" payout_status not null default 'pending',
    "processedAt" timestamp,
    "metadata" jsonb,
    "createdAt" timestamp not null default (now() at time zone 'utc'),
    "updatedAt" timestamp not null default (now() at time zone 'utc')
);
create index on "payout" ("creatorId");

create table "payoutItem" (
    "id" uuid default gen_random_uuid() primary key,
    "payoutId" uuid not null references "payout" ("id") on delete cascade,
    "transactionId" uuid not null references "paymentTransaction" ("id") on delete cascade,
    "amount" integer not null,
    "createdAt" timestamp not null default (now() at time zone 'utc')
);
create index on "payoutItem" ("payoutId");
create index on "payoutItem" ("transactionId");
