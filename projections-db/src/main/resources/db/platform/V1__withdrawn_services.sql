create table "withdrawnService" (
    "serviceId" uuid primary key references "${documented}"."service" ("id") on delete cascade,
    "withdrawnAt" timestamp not null
);
