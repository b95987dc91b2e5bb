package io.desifans.eventstore;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM of the JDK. What it encrypts is neither read nor changed nor moved into another context without the key. */
final class AesGcm {

    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Looking one up takes longer than using it on a short text; as many as were used at once. For decrypting alone: one that
     * has encrypted refuses the nonce of the time before.
     */
    private static final Queue<Cipher> DECRYPTING = new ConcurrentLinkedQueue<>();

    private AesGcm() {}

    static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    static SecretKey key(byte[] bytes) {
        if (bytes.length != KEY_BYTES) throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes");
        return new SecretKeySpec(bytes, "AES");
    }

    /** @param nonce never used twice with one key */
    static byte[] encrypt(SecretKey key, byte[] nonce, byte[] context, byte[] plain) {
        try {
            return done(found(), Cipher.ENCRYPT_MODE, key, nonce, context, plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM does not encrypt here", e);
        }
    }

    /** What was encrypted, or nothing if key, nonce, context or a single bit is not what it was. */
    static Optional<byte[]> decrypt(SecretKey key, byte[] nonce, byte[] context, byte[] encrypted) {
        Cipher free = DECRYPTING.poll();
        Cipher cipher = free == null ? found() : free;
        try {
            return Optional.of(done(cipher, Cipher.DECRYPT_MODE, key, nonce, context, encrypted));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM does not decrypt here", e);
        } finally {
            DECRYPTING.add(cipher);
        }
    }

    private static byte[] done(Cipher cipher, int mode, SecretKey key, byte[] nonce, byte[] context, byte[] text)
            throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher.doFinal(text);
    }

    private static Cipher found() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("there is no AES-256-GCM here", e);
        }
    }
}
