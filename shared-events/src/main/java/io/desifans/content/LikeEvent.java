package io.desifans.content;

import io.desifans.Event;
import io.desifans.Person;
import java.util.UUID;

/** One user's like of one post, on or off (table {@code postLike}). */
public sealed interface LikeEvent extends Event {

    UUID likeId();

    record PostLiked(UUID likeId, UUID postId, @Person String userId) implements LikeEvent {}

    record PostUnliked(UUID likeId, UUID postId, @Person String userId) implements LikeEvent {}
}
