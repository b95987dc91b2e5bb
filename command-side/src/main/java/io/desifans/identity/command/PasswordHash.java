package io.desifans.identity.command;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/** A password at rest as the Better Auth clients' own server keeps it: scrypt, {@code saltHex:keyHex}. */
final class PasswordHash {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern STORED = Pattern.compile("[0-9a-f]{32}:[0-9a-f]{128}");
    private static final int COST = 16_384;
    private static final int BLOCK = 16;
    private static final int KEY_BYTES = 64;

    private PasswordHash() {}

    static String of(String password) {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        return of(password, HEX.formatHex(salt));
    }

    /** @param salt the hex text itself is the salt, not what it stands for */
    static String of(String password, String salt) {
        byte[] normal = Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
        byte[] key = SCrypt.generate(normal, salt.getBytes(StandardCharsets.UTF_8), COST, BLOCK, 1, KEY_BYTES);
        return salt + ":" + HEX.formatHex(key);
    }

    static boolean isWellFormed(String stored) {
        return STORED.matcher(stored).matches();
    }

    static boolean matches(String stored, String password) {
        String computed = of(password, stored.substring(0, stored.indexOf(':')));
        return MessageDigest.isEqual(
                computed.getBytes(StandardCharsets.US_ASCII), stored.getBytes(StandardCharsets.US_ASCII));
    }
}
