package io.desifans.projection;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Shows values in a report without telling anything about a person. Ids, numbers, times, truth values and documented enums
 * are shown as they are. Everything else may be personal and is shown as a mark that is the same for the same value
 * within one report, and means nothing outside it.
 */
final class Discretion {

    private static final int MARK = 4;
    private static final Set<String> FREE_TYPES = Set.of("text", "varchar", "jsonb");
    private static final Set<String> OPEN = Set.of(
            "user.role",
            "session.impersonatedBy",
            "account.providerId",
            "subscriptions.planId",
            "subscriptions.status",
            "notification.type");
    private static final Set<String> PERSONAL = Set.of("creator.dateOfBirth");

    private final byte[] salt = new byte[16];

    Discretion() {
        new SecureRandom().nextBytes(salt);
    }

    String show(TableShape table, int column, @Nullable String value) {
        if (value == null) return "null";
        return mayBePersonal(table, column) ? "#" + mark(value) : value;
    }

    static boolean mayBePersonal(TableShape table, int column) {
        TableShape.Column shape = table.columns.get(column);
        String name = table.name + "." + shape.name();
        if (PERSONAL.contains(name)) return true;
        return FREE_TYPES.contains(shape.type())
                && !table.isKey(column)
                && !table.isForeignKey(column)
                && !OPEN.contains(name);
    }

    private String mark(String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            return HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)), MARK));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
