package io.desifans.eventstore;

import java.util.Base64;

/** Master keys for tests. */
final class MasterKeys {

    static final MasterKey ANY = filledWith(1);
    static final MasterKey ANOTHER = filledWith(2);

    private MasterKeys() {}

    private static MasterKey filledWith(int value) {
        byte[] key = new byte[AesGcm.KEY_BYTES];
        java.util.Arrays.fill(key, (byte) value);
        return MasterKey.of(Base64.getEncoder().encodeToString(key));
    }
}
