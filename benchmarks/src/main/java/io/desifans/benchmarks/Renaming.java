package io.desifans.benchmarks;

import io.desifans.Envelope;
import io.desifans.Event;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Makes a copy of a history: every id, name of a user, address, token and id of the gateway becomes another one, the same
 * wherever it stands, and all times are so much later. The same copy is made by the same seed.
 */
final class Renaming {

    private static final Pattern NAMES = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
            + "|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+"
            + "|\\b(?:cks|bus|led|pay|sub|pout|msg|ref|dp|cus|pdt|pull)_[A-Za-z0-9]+"
            + "|[A-Za-z0-9_-]{22,}");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final ClassValue<Constructor<?>> CONSTRUCTORS = new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> type) {
            try {
                Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
                Constructor<?> constructor = type.getDeclaredConstructor(parameters);
                constructor.setAccessible(true);
                return constructor;
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }
    };

    private final long seed;
    private final String suffix;
    private final Duration later;
    private final Set<String> usernames;
    private final Map<String, String> texts = new HashMap<>();

    /** @param usernames texts that are replaced where they stand alone */
    Renaming(long seed, int copy, Duration later, Set<String> usernames) {
        this.seed = mixed(seed ^ mixed(copy));
        this.suffix = Integer.toString(copy, 36);
        this.later = later;
        this.usernames = usernames;
    }

    DomainEventMessage<Event> copy(DomainEventMessage<?> event) {
        Map<String, Object> metaData = new HashMap<>();
        event.getMetaData().forEach((name, value) -> metaData.put(name, text((String) value)));
        metaData.remove(Envelope.CLIENT);
        metaData.remove(Envelope.REASON);
        return new GenericDomainEventMessage<>(
                event.getType(),
                text(event.getAggregateIdentifier()),
                event.getSequenceNumber(),
                (Event) java.util.Objects.requireNonNull(value(event.getPayload())),
                MetaData.from(metaData),
                text(event.getIdentifier()),
                event.getTimestamp().plus(later));
    }

    String text(String text) {
        return texts.computeIfAbsent(text, this::renamed);
    }

    private @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text(text);
            case UUID id -> id(id);
            case Instant time -> time.plus(later);
            case List<?> items -> items.stream().map(this::value).toList();
            case Set<?> items -> items.stream().map(this::value).collect(Collectors.toUnmodifiableSet());
            case Map<?, ?> entries -> {
                Map<Object, @Nullable Object> renamed = new LinkedHashMap<>();
                entries.forEach((key, of) -> renamed.put(key, value(of)));
                yield renamed;
            }
            case Record parts -> record(parts);
            default -> value;
        };
    }

    private Object record(Record parts) {
        try {
            RecordComponent[] components = parts.getClass().getRecordComponents();
            @Nullable Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                components[i].getAccessor().setAccessible(true);
                values[i] = value(components[i].getAccessor().invoke(parts));
            }
            return CONSTRUCTORS.get(parts.getClass()).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(parts.getClass() + " cannot be copied", e);
        }
    }

    private String renamed(String text) {
        if (usernames.contains(text)) return text + suffix;
        Matcher names = NAMES.matcher(text);
        return names.replaceAll(found -> Matcher.quoteReplacement(other(found.group())));
    }

    private String other(String name) {
        if (name.length() == 36 && name.charAt(8) == '-')
            return id(UUID.fromString(name)).toString();
        if (name.indexOf('@') > 0) return name.replace("@", "." + suffix + "@");
        int prefix = name.indexOf('_') + 1;
        if (prefix > 5) prefix = 0;
        RandomGenerator random = new java.util.SplittableRandom(seed ^ mixed(name));
        StringBuilder other = new StringBuilder(name.substring(0, prefix));
        while (other.length() < name.length()) other.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        return other.toString();
    }

    /** Of the same version; one with a time has one that is so much later. */
    private UUID id(UUID id) {
        long high = mixed(id.getMostSignificantBits() ^ seed);
        long low = mixed(id.getLeastSignificantBits() ^ high);
        long kept = id.version() == 7 ? 0xFFFF_FFFF_FFFF_F000L : 0xF000L;
        long time = id.version() == 7 ? later.toMillis() << 16 : 0;
        return new UUID(
                (id.getMostSignificantBits() & kept | high & ~kept) + time,
                low & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }

    private static long mixed(String text) {
        long mixed = 0;
        for (int i = 0; i < text.length(); i++) mixed = mixed(mixed ^ text.charAt(i));
        return mixed;
    }

    private static long mixed(long value) {
        long mixed = (value + 0x9E37_79B9_7F4A_7C15L ^ value >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }
}
