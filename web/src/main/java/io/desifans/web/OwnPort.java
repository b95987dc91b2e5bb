package io.desifans.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Requests on the port for operators, if there is one: whoever can reach it need not sign in. */
final class OwnPort implements RequestMatcher {

    private static final int NONE = -1;

    private final Environment ports;

    /** Looked for until the servers have their ports, and never again: an environment is slow to ask. */
    private volatile @Nullable Integer found;

    OwnPort(Environment ports) {
        this.ports = ports;
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        Integer management = found == null ? find() : found;
        return management != null && management == request.getLocalPort();
    }

    private @Nullable Integer find() {
        Integer management = port("local.management.port");
        Integer server = port("local.server.port");
        if (management != null && server != null) found = management.equals(server) ? NONE : management;
        return found;
    }

    private @Nullable Integer port(String name) {
        return ports.getProperty(name, Integer.class);
    }
}
