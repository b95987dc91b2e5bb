package io.desifans.eventstore;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** Turns values that can be guessed (e-mail, username) into digests that cannot, for the claims on them. Never rotated. */
public final class ClaimKey {

    private static final String NAME = "claim-key";

    private final SecretKey key;

    private ClaimKey(SecretKey key) {
        this.key = key;
    }

    /**
     * The claim key of this database, made at its first start.
     *
     * @throws SettingRefused if the database was set up under another master key
     */
    public static ClaimKey of(DataSource database, MasterKey masterKey) {
        try (Connection connection = database.getConnection()) {
            makeBeforeFirstEvent(connection, masterKey);
            return masterKey
                    .unwrap(NAME, stored(connection))
                    .map(ClaimKey::new)
                    .orElseThrow(() -> new SettingRefused(
                            "The setting desifans.master-key is not the key under which this database was set up."));
        } catch (SQLException e) {
            throw new EventStoreException("the claim key cannot be read", e);
        }
    }

    /**
     * The same digest for the same value, on every node and for good: lower-case hex HMAC-SHA-256.
     *
     * @param kind what the value is, so that equal values of two kinds have nothing in common
     * @param value in its normal form
     */
    public String digest(String kind, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal((kind + '\0' + value).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    /** A lost claim key is not replaced: under another one, every claimed value would be free again. */
    private static void makeBeforeFirstEvent(Connection connection, MasterKey masterKey) throws SQLException {
        String sql = """
                insert into event_store.claim_key (wrapped)
                select ? where not exists (select from event_store.event)
                on conflict do nothing""";
        try (var insert = connection.prepareStatement(sql)) {
            insert.setBytes(1, masterKey.wrap(NAME, AesGcm.random(AesGcm.KEY_BYTES)));
            insert.executeUpdate();
        }
    }

    private static byte[] stored(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select wrapped from event_store.claim_key")) {
            if (!row.next())
                throw new IllegalStateException(
                        "The log has events but event_store.claim_key has no key; restore it from its backup.");
            return row.getBytes(1);
        }
    }
}
