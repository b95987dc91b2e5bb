package io.desifans.notifications.command;

import io.desifans.web.Rejected;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses pushes may go to. Endpoints come from users: none may lead into our own network, whatever its name says
 * now or later. So a name is resolved once, all that it stands for is looked at, and the connection is made to that.
 */
final class PushTargets {

    private final boolean anywhere;

    /** @param anywhere also without TLS and to this machine, for tests */
    PushTargets(boolean anywhere) {
        this.anywhere = anywhere;
    }

    /** 400 for an endpoint that could never be sent to. */
    void refuseUnfit(String endpoint) {
        URI uri = URI.create(endpoint);
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        if (!anywhere && (!https || (uri.getPort() != -1 && uri.getPort() != 443) || isNamedPrivate(uri.getHost())))
            throw Rejected.invalid("endpoint", "endpoint must be an https address of a push service.");
    }

    /**
     * The address to connect to.
     *
     * @throws IOException if it has none, or one that is not of the public internet
     */
    InetAddress resolve(URI endpoint) throws IOException {
        InetAddress[] all = InetAddress.getAllByName(endpoint.getHost());
        if (!anywhere) {
            refuseUnfit(endpoint.toString());
            for (InetAddress each : all)
                if (!isPublic(each)) throw new UnknownHostException("an address that is not public");
        }
        return all[0];
    }

    private static boolean isNamedPrivate(@Nullable String host) {
        if (host == null) return true;
        String name = host.toLowerCase(Locale.ROOT);
        boolean number = name.startsWith("[") || name.matches("[0-9.]+");
        return number || name.equals("localhost") || name.endsWith(".localhost") || !name.contains(".");
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) return false;
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet6Address) return first >= 0x20 && first <= 0x3f && !isOfIpv4(first, second, bytes);
        return first != 0
                && first < 240
                && !(first == 100 && second >= 64 && second < 128)
                && !(first == 192 && second == 0 && bytes[2] == 0)
                && !(first == 198 && (second == 18 || second == 19));
    }

    /** 6to4 and Teredo lead to an IPv4 address that stands in them. */
    private static boolean isOfIpv4(int first, int second, byte[] bytes) {
        return first == 0x20 && (second == 0x02 || second == 0x01 && bytes[2] == 0 && bytes[3] == 0);
    }
}
