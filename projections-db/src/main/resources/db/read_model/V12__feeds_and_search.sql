-- Lists of posts: of one creator, of all whom a fan follows, of everyone. An index that leads with the owner takes the place
-- of the one that had the owner alone.
create index on "post" ("creatorId", "createdAt", "id");
create index on "post" ("creatorId", "isPinned", "createdAt", "id");
create index on "post" ("createdAt", "id");
drop index "post_creatorId_idx";

-- What is below a post is listed and counted up to a moment.
create index on "postLike" ("postId", "createdAt", "id");
create index on "postComment" ("postId", "createdAt", "id");
drop index "postComment_postId_idx";

-- Creators are searched by parts of their names, and by category. The extension is one for all schemas of the database.
create schema if not exists extension;
create extension if not exists pg_trgm with schema extension;
create index on "creator" using gin ("username" extension.gin_trgm_ops, lower("displayName") extension.gin_trgm_ops);
create index on "creator" using gin ("categories" jsonb_path_ops);
