package io.desifans.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;

/** The key from the configuration under which all keys in the database lie wrapped. */
public final class MasterKey {

    private final SecretKey key;

    private MasterKey(SecretKey key) {
        this.key = key;
    }

    /**
     * The key that the setting {@code desifans.master-key} holds.
     *
     * @param setting base64 of 32 bytes
     * @throws SettingRefused if it is anything else, or not random
     */
    public static MasterKey of(String setting) {
        byte[] bytes = bytes(setting.strip());
        Guessable.refuse("desifans.master-key", bytes);
        return new MasterKey(AesGcm.key(bytes));
    }

    private static byte[] bytes(String setting) {
        if (setting.isEmpty())
            throw new SettingRefused(
                    "The setting desifans.master-key is missing; it must be base64 of 32 random bytes.");
        try {
            byte[] bytes = Base64.getDecoder().decode(setting);
            if (bytes.length == AesGcm.KEY_BYTES) return bytes;
        } catch (IllegalArgumentException notBase64) {
            // Refused below, in the same words.
        }
        throw new SettingRefused("The setting desifans.master-key must be base64 of exactly 32 bytes.");
    }

    /** @param name what the key is called; only under the same name is it unwrapped */
    byte[] wrap(String name, byte[] wrappedKey) {
        byte[] nonce = AesGcm.random(AesGcm.NONCE_BYTES);
        byte[] encrypted = AesGcm.encrypt(key, nonce, name.getBytes(StandardCharsets.UTF_8), wrappedKey);
        return ByteBuffer.allocate(nonce.length + encrypted.length)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    /** The key, or nothing if it was wrapped by another master key or under another name. */
    Optional<SecretKey> unwrap(String name, byte[] wrapped) {
        byte[] nonce = Arrays.copyOf(wrapped, AesGcm.NONCE_BYTES);
        byte[] encrypted = Arrays.copyOfRange(wrapped, AesGcm.NONCE_BYTES, wrapped.length);
        return AesGcm.decrypt(key, nonce, name.getBytes(StandardCharsets.UTF_8), encrypted)
                .map(AesGcm::key);
    }
}
