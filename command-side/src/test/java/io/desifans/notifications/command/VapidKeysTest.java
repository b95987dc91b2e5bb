package io.desifans.notifications.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.eventstore.SettingRefused;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class VapidKeysTest {

    private static final String CONTACT = "mailto:push@example.test";

    @Test
    void a_public_key_of_another_pair_is_refused_at_the_start() throws Exception {
        KeyPair ours = pair();
        var keys = new VapidKeys(privateKey(ours), publicKey(ours), CONTACT);
        assertThat(keys.authorization(URI.create("https://push.example.test/x"), Instant.EPOCH))
                .endsWith("k=" + publicKey(ours));
        assertThatThrownBy(() -> new VapidKeys(privateKey(ours), publicKey(pair()), CONTACT))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("not of one pair");
        assertThatThrownBy(() -> new VapidKeys(privateKey(ours), "AAAA", CONTACT))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("must be a key pair");
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String privateKey(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
    }

    /** The uncompressed point is the end of its X.509 form. */
    private static String publicKey(KeyPair pair) {
        byte[] encoded = ((ECPublicKey) pair.getPublic()).getEncoded();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(encoded, encoded.length - 65, encoded.length));
    }
}
