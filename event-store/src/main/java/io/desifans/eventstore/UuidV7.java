package io.desifans.eventstore;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.IdentifierFactory;

/** Identifiers in the order of their making (UUID version 7, RFC 9562 §5.7); Axon finds it for its messages by service loading. */
public final class UuidV7 extends IdentifierFactory {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Milliseconds since 1970 above a 12-bit counter that runs over into them (RFC 9562 §6.2, method 3). */
    private static final AtomicLong LAST = new AtomicLong();

    /** A new identifier, greater than every one made before it in this JVM. */
    public static UUID next() {
        long now = System.currentTimeMillis() << 12;
        long stamp = LAST.updateAndGet(last -> Math.max(last + 1, now));
        long high = (stamp >>> 12) << 16 | 0x7000L | stamp & 0xFFFL;
        long low = RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    @Override
    public String generateIdentifier() {
        return next().toString();
    }
}
