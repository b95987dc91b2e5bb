package io.desifans;

import io.desifans.content.CommentEvent;
import io.desifans.content.LikeEvent;
import io.desifans.content.PostEvent;
import io.desifans.creator.CreatorEvent;
import io.desifans.creator.MembershipEvent;
import io.desifans.identity.ClaimEvent;
import io.desifans.identity.KeyEvent;
import io.desifans.identity.UserEvent;
import io.desifans.social.FollowEvent;
import java.util.Arrays;
import java.util.List;

/** Every family of events there is; an event of a family that is not listed here cannot be stored. */
public final class EventFamilies {

    public static final List<Class<? extends Event>> ALL = List.of(
            UserEvent.class,
            ClaimEvent.class,
            KeyEvent.class,
            CreatorEvent.class,
            MembershipEvent.class,
            PostEvent.class,
            LikeEvent.class,
            CommentEvent.class,
            FollowEvent.class);

    private EventFamilies() {}

    /** The event records of a family, in the order of their declaration. */
    public static List<Class<? extends Event>> eventsOf(Class<? extends Event> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .<Class<? extends Event>>map(event -> event.asSubclass(Event.class))
                .toList();
    }
}
