-- Times are UTC in whole milliseconds. Unique values may pass from row to row within a transaction.

create table "user" (
    "id" text primary key,
    "name" text not null,
    "email" text not null,
    "emailVerified" boolean not null,
    "image" text,
    "createdAt" timestamp not null,
    "updatedAt" timestamp not null,
    "role" text,
    "banned" boolean,
    "banReason" text,
    "banExpires" timestamp,
    unique ("email") deferrable initially deferred
);

create table "session" (
    "id" text primary key,
    "expiresAt" timestamp not null,
    "token" text not null,
    "createdAt" timestamp not null,
    "updatedAt" timestamp not null,
    "ipAddress" text,
    "userAgent" text,
    "userId" text not null references "user" ("id") on delete cascade,
    "impersonatedBy" text,
    unique ("token") deferrable initially deferred
);
create index on "session" ("userId");

create table "account" (
    "id" text primary key,
    "accountId" text not null,
    "providerId" text not null,
    "userId" text not null references "user" ("id") on delete cascade,
    "accessToken" text,
    "refreshToken" text,
    "idToken" text,
    "accessTokenExpiresAt" timestamp,
    "refreshTokenExpiresAt" timestamp,
    "scope" text,
    "password" text,
    "createdAt" timestamp not null,
    "updatedAt" timestamp not null
);
create index on "account" ("userId");

create table "verification" (
    "id" text primary key,
    "identifier" text not null,
    "value" text not null,
    "expiresAt" timestamp not null,
    "createdAt" timestamp,
    "updatedAt" timestamp
);
