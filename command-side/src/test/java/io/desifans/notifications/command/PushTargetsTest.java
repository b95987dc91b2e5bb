package io.desifans.notifications.command;

import static io.desifans.command.Refusal.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.web.Rejected;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushTargetsTest {

    private final PushTargets targets = new PushTargets(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "2002:7f00:1::",
                "2001:0:7f00:1::"
            })
    void an_address_of_our_own_network_is_none(String address) throws Exception {
        assertThat(PushTargets.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"})
    void an_address_of_the_internet_is_one(String address) throws Exception {
        assertThat(PushTargets.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://push.example.com/a",
                "https://push.example.com:8443/a",
                "https://localhost/a",
                "https://127.0.0.1/a",
                "https://2130706433/a",
                "https://[::1]/a",
                "https://intranet/a",
                "https://0x7f.1/a"
            })
    void an_endpoint_that_leads_nowhere_public_is_refused_at_once(String endpoint) {
        assertInvalid("endpoint", () -> targets.refuseUnfit(endpoint));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://localhost/a", "http://127.0.0.1/a"})
    void nothing_is_connected_to_it_either(String endpoint) {
        assertThatThrownBy(() -> targets.resolve(URI.create(endpoint)))
                .isInstanceOfAny(IOException.class, Rejected.class);
    }
}
