package io.desifans.audit.query;

import static io.desifans.audit.query.EventTable.AGGREGATE_ID;
import static io.desifans.audit.query.EventTable.AGGREGATE_TYPE;
import static io.desifans.audit.query.EventTable.NAME;
import static io.desifans.audit.query.EventTable.SEQ;
import static io.desifans.audit.query.EventTable.TIME;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.desifans.Event;
import io.desifans.EventFamilies;
import io.desifans.eventstore.LogPosition;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Which events an auditor asks for; every part that is given must be met.
 *
 * @param family simple name of the sealed interface, such as {@code PostEvent}
 * @param subject user id of a person whom the event concerns
 * @param from the earliest time
 * @param to the time before which the event must lie
 * @param after the position after which the listing begins
 */
record EventFilter(
        @Nullable UUID aggregate,
        @Nullable String aggregateType,
        @Nullable String family,
        @Nullable String name,
        @Nullable String actor,
        @Nullable String onBehalfOf,
        @Nullable String correlation,
        @Nullable String subject,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String after) {

    private static final Field<String> ACTOR = field("metadata ->> 'actor'", String.class);
    private static final Field<String> ON_BEHALF_OF = field("metadata ->> 'onBehalfOf'", String.class);
    private static final Field<String> CORRELATION = field("metadata ->> 'correlationId'", String.class);
    private static final String SUBJECT = "string_to_array(metadata ->> 'subjects', ',') @> array[{0}]::text[]";

    /** What ids and names here consist of. Nothing else is worth a look, or may enter the record of accesses. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9:._-]{1,100}");

    Condition met() {
        return Stream.of(
                        given(aggregate, AGGREGATE_ID::eq),
                        given(word("aggregateType", aggregateType), AGGREGATE_TYPE::eq),
                        given(family, EventFilter::isOfFamily),
                        given(name, EventFilter::isCalled),
                        given(word("actor", actor), ACTOR::eq),
                        given(word("onBehalfOf", onBehalfOf), ON_BEHALF_OF::eq),
                        given(word("correlation", correlation), CORRELATION::eq),
                        given(word("subject", subject), EventFilter::concerns),
                        given(from, TIME::ge),
                        given(to, TIME::lt),
                        given(after, text -> SEQ.gt(position("after", text).seq())))
                .reduce(noCondition(), Condition::and);
    }

    static LogPosition position(String parameter, String text) {
        try {
            return LogPosition.parse(text);
        } catch (IllegalArgumentException e) {
            throw Rejected.invalid(parameter, parameter + " must be a position in the log.");
        }
    }

    private static <T> Condition given(@Nullable T value, Function<T, Condition> condition) {
        return value == null ? noCondition() : condition.apply(value);
    }

    private static @Nullable String word(String parameter, @Nullable String text) {
        if (text != null && !WORD.matcher(text).matches())
            throw Rejected.invalid(parameter, parameter + " must be 1 to 100 letters, digits and : . _ -");
        return text;
    }

    private static Condition isOfFamily(String family) {
        Class<? extends Event> asked = EventFamilies.ALL.stream()
                .filter(known -> known.getSimpleName().equals(family))
                .findAny()
                .orElseThrow(() -> Rejected.invalid("family", "family must be a family of events, such as PostEvent."));
        return NAME.in(names(asked).toList());
    }

    private static Condition isCalled(String name) {
        List<String> known =
                EventFamilies.ALL.stream().flatMap(EventFilter::names).toList();
        if (!known.contains(name))
            throw Rejected.invalid("name", "name must be the name of an event, such as PostPublished.");
        return NAME.eq(name);
    }

    private static Condition concerns(String subject) {
        return condition(SUBJECT, val(subject));
    }

    private static Stream<String> names(Class<? extends Event> family) {
        return EventFamilies.eventsOf(family).stream().map(Class::getSimpleName);
    }
}
