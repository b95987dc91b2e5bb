package io.desifans.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Who counts as one client: an IPv4 address, or the 64 leading bits of an IPv6 address, which one subscriber has. */
final class ClientAddress {

    /** Nothing that a resolver would be asked about. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%.*)?");

    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    static String of(String remoteAddress) {
        if (!LITERAL.matcher(remoteAddress).matches()) return remoteAddress;
        try {
            InetAddress address = InetAddress.getByName(remoteAddress.replaceFirst("%.*", ""));
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                    : address.getHostAddress();
        } catch (UnknownHostException e) {
            return remoteAddress;
        }
    }
}
