package io.desifans.benchmarks;

import io.desifans.Event;
import io.desifans.content.CommentEvent.CommentDeleted;
import io.desifans.content.CommentEvent.CommentEdited;
import io.desifans.content.CommentEvent.CommentWritten;
import io.desifans.content.LikeEvent.PostLiked;
import io.desifans.content.LikeEvent.PostUnliked;
import io.desifans.content.PostEvent.PostDeleted;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.creator.CreatorEvent.OnboardingStepSaved;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import io.desifans.creator.MembershipEvent.MembershipWithdrawn;
import io.desifans.eventstore.PersonalDataSealing;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.social.FollowEvent.FollowStarted;
import io.desifans.social.FollowEvent.FollowStopped;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/**
 * A long log out of a short one: copies of it with names of their own, some of them at a time beside each other, sealed for
 * their persons. In each twentieth copy much comes to an end, and after that there are changes that find nothing to change.
 */
final class CopiedLog {

    private static final int BESIDE_EACH_OTHER = 24;
    private static final int SLICE = 40;
    private static final int APPENDED_AT_ONCE = 2_000;
    private static final int AWKWARD = 20;

    private final List<DomainEventMessage<?>> template;
    private final List<DomainEventMessage<?>> ends;
    private final Set<String> usernames = new HashSet<>();
    private final PersonalDataSealing sealing;
    private final EventStorageEngine log;
    private final long seed;
    private int copies;

    CopiedLog(List<DomainEventMessage<?>> template, PersonalDataSealing sealing, EventStorageEngine log, long seed) {
        this.template = template;
        this.sealing = sealing;
        this.log = log;
        this.seed = seed;
        this.ends = ends(template);
        template.forEach(event -> addUsernames(event.getPayload()));
    }

    /** Appends whole copies until there are at least so many events more. @return how many there are more */
    int append(int events) {
        int appended = 0;
        while (appended < events) {
            int most = (events - appended + template.size() - 1) / template.size();
            List<List<EventMessage<?>>> group = IntStream.range(copies, copies + Math.min(most, BESIDE_EACH_OTHER))
                    .parallel()
                    .mapToObj(this::copy)
                    .toList();
            copies += group.size();
            List<EventMessage<?>> mixed = new ArrayList<>();
            for (int from = 0; group.stream().anyMatch(longerThan(from)); from += SLICE)
                for (List<EventMessage<?>> copy : group)
                    if (copy.size() > from) mixed.addAll(copy.subList(from, Math.min(from + SLICE, copy.size())));
            for (int from = 0; from < mixed.size(); from += APPENDED_AT_ONCE)
                log.appendEvents(mixed.subList(from, Math.min(from + APPENDED_AT_ONCE, mixed.size())));
            appended += mixed.size();
        }
        return appended;
    }

    private static java.util.function.Predicate<List<?>> longerThan(int size) {
        return list -> list.size() > size;
    }

    private List<EventMessage<?>> copy(int number) {
        Renaming names = new Renaming(seed, number, Duration.ofHours(6L * (number / BESIDE_EACH_OTHER)), usernames);
        List<DomainEventMessage<Event>> renamed = Stream.concat(
                        template.stream(), number % AWKWARD == AWKWARD - 1 ? ends.stream() : Stream.empty())
                .map(names::copy)
                .toList();
        var sealed = sealing.handle(renamed);
        List<EventMessage<?>> copy = new ArrayList<>(renamed.size());
        for (int i = 0; i < renamed.size(); i++) copy.add(sealed.apply(i, renamed.get(i)));
        return copy;
    }

    private void addUsernames(Object parts) {
        if (!(parts instanceof Record)) return;
        for (RecordComponent component : parts.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                Object value = component.getAccessor().invoke(parts);
                boolean named = component.getName().equals("username")
                        || component.getName().equals("subdomain");
                if (named && value instanceof String name) usernames.add(name);
                else addUsernames(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What ends, the first of each kind and every third after it, and then changes of what is gone. */
    private static List<DomainEventMessage<?>> ends(List<DomainEventMessage<?>> template) {
        Map<String, Long> last = new HashMap<>();
        template.forEach(event -> last.merge(event.getAggregateIdentifier(), event.getSequenceNumber(), Math::max));
        List<DomainEventMessage<?>> ends = new ArrayList<>();
        Ending ending = new Ending(template, last, ends);
        ending.each(CommentWritten.class, e -> new CommentDeleted(e.commentId(), e.postId(), e.userId(), e.userId()));
        ending.each(CommentWritten.class, e -> new CommentEdited(e.commentId(), e.postId(), e.userId(), "again"));
        ending.each(FollowStarted.class, e -> new FollowStopped(e.followId(), e.followerId(), e.creatorId()));
        ending.each(PostPublished.class, e -> new PostDeleted(e.postId(), e.creatorId()));
        ending.each(PostLiked.class, e -> new PostUnliked(e.likeId(), e.postId(), e.userId()));
        ending.each(PostLiked.class, e -> new PostLiked(e.likeId(), e.postId(), e.userId()));
        ending.each(MembershipOffered.class, e -> new MembershipWithdrawn(e.membershipId(), e.creatorId()));
        Set<String> creators = new HashSet<>();
        for (DomainEventMessage<?> event : template)
            if (event.getPayload() instanceof OnboardingStepSaved saved) creators.add(saved.creatorId());
        ending.each(
                UserRegistered.class,
                e -> creators.contains(e.userId()) ? null : new UserDeleted(e.userId(), e.userId(), "user"));
        return ends;
    }

    private record Ending(
            List<DomainEventMessage<?>> template, Map<String, Long> last, List<DomainEventMessage<?>> ends) {

        <E extends Event> void each(Class<E> beginning, Function<E, @org.jspecify.annotations.Nullable Event> end) {
            int seen = 0;
            for (DomainEventMessage<?> event : template) {
                if (!beginning.isInstance(event.getPayload()) || seen++ % 3 != 0) continue;
                Event payload = end.apply(beginning.cast(event.getPayload()));
                if (payload == null) continue;
                String aggregate = event.getAggregateIdentifier();
                ends.add(new GenericDomainEventMessage<>(
                        event.getType(), aggregate, last.merge(aggregate, 1L, Long::sum), payload));
            }
        }
    }
}
