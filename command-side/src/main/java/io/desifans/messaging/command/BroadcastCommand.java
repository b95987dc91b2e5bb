package io.desifans.messaging.command;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.Founding;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import io.desifans.messaging.MessageType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What a creator and the process may do with a broadcast. */
public sealed interface BroadcastCommand extends Command {

    /** How many receive it in one event. */
    int MOST_AT_ONCE = 1000;

    /**
     * A text, or audio with or without a text.
     *
     * @param messageType {@code text} or {@code audio}; null for a text
     * @param content 1 to 1000 characters
     * @param audience 1 to 1000 followers; null for all
     * @param at now
     */
    @SentBy(Sender.USER)
    record SendBroadcast(
            UUID broadcastId,
            String creatorId,
            @Nullable MessageType messageType,
            @Nullable String content,
            @Nullable String audioUrl,
            @Nullable List<String> audience,
            Instant at)
            implements BroadcastCommand {

        public SendBroadcast {
            if (messageType == null) messageType = MessageType.TEXT;
            Shape.require(
                    "messageType",
                    messageType == MessageType.TEXT || messageType == MessageType.AUDIO,
                    "messageType must be text or audio.");
            if (messageType == MessageType.TEXT) {
                Shape.prose("content", content, 1, 1000);
                Shape.require("audioUrl", audioUrl == null, "A text has no audioUrl: say which messageType it is.");
            } else {
                Shape.optionalProse("content", content, 1, 1000);
                Shape.url("audioUrl", audioUrl);
            }
            if (audience != null) {
                Shape.count("followerIds", audience, 1, MOST_AT_ONCE);
                audience = audience.stream().distinct().sorted().toList();
            }
        }

        @TargetAggregateIdentifier
        public UUID outboxId() {
            return DerivedId.of("BroadcastOutbox", creatorId);
        }
    }

    /** @param followerIds at most 1000, in ascending order */
    @SentBy(Sender.SYSTEM)
    @Founding
    record DeliverBroadcast(UUID broadcastId, String creatorId, int number, List<String> followerIds, boolean last)
            implements BroadcastCommand {

        public DeliverBroadcast {
            Shape.count("followerIds", followerIds, 0, MOST_AT_ONCE);
            followerIds = List.copyOf(followerIds);
        }

        @TargetAggregateIdentifier
        public UUID deliveryId() {
            return deliveryOf(broadcastId, number);
        }
    }

    /** Where the log tells of the delivery of this number, from 0. */
    static UUID deliveryOf(UUID broadcastId, int number) {
        return DerivedId.of("BroadcastDelivery", broadcastId.toString(), Integer.toString(number));
    }
}
