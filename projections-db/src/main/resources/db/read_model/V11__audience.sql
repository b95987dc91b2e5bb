-- The followers of a creator are read a thousand at a time in the order of their ids.
create index on "follower" ("creatorId", "followerId");
drop index "follower_creatorId_idx";
