package io.desifans;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Identifiers computed from what they name, so that everyone arrives at the same one (UUID version 5, RFC 9562 §5.5). */
public final class DerivedId {

    private static final UUID NAMESPACE = UUID.fromString("6f0a3e52-7d0c-5d7e-9a41-2f4f0d5a1c11");

    private DerivedId() {}

    /**
     * The id of an aggregate without an id of its own, or of a row whose id follows from other ids.
     *
     * @param type the aggregate type, or the table's name for a row
     * @param parts what it is derived from, in order
     */
    public static UUID of(String type, String... parts) {
        StringBuilder name = new StringBuilder(type);
        for (String part : parts) name.append('\0').append(part);
        return versionFive(name.toString());
    }

    private static UUID versionFive(String name) {
        MessageDigest sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .flip());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & ~0xF000L) | 0x5000L;
        long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
