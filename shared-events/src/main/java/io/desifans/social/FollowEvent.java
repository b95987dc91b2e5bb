package io.desifans.social;

import io.desifans.Event;
import io.desifans.Person;
import java.util.UUID;

/** One fan following one creator, on or off (table {@code follower}). */
public sealed interface FollowEvent extends Event {

    UUID followId();

    record FollowStarted(
            UUID followId,
            @Person String followerId,
            @Person String creatorId) implements FollowEvent {}

    record FollowStopped(
            UUID followId,
            @Person String followerId,
            @Person String creatorId) implements FollowEvent {}
}
