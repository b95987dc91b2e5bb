-- What grows without end is listed by whose it is, the newest first: an index that leads with the owner and goes on in that
-- order reads a page from anywhere in the list. It takes the place of the one that had the owner alone.
create index on "paymentTransaction" ("userId", "createdAt", "id");
create index on "paymentTransaction" ("creatorId", "createdAt", "id");
create index on "serviceOrder" ("creatorId", "createdAt", "id");
create index on "message" ("conversationId", "createdAt", "id");
create index on "notification" ("userId", "createdAt", "id");
drop index "paymentTransaction_userId_idx";
drop index "paymentTransaction_creatorId_idx";
drop index "serviceOrder_creatorId_idx";
drop index "message_conversationId_idx";
drop index "notification_userId_idx";

-- Each look at the notifications counts those that are unread.
create index "notification_unread_idx" on "notification" ("userId") where not "read";

-- All payments, the newest first.
create index on "paymentTransaction" ("createdAt", "id");
