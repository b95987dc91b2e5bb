package io.desifans.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Requests on the port for operators, if there is one: whoever can reach it need not sign in. */
final class OwnPort implements RequestMatcher {

    private final Environment ports;

    OwnPort(Environment ports) {
        this.ports = ports;
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        Integer management = port("local.management.port");
        return management != null
                && management == request.getLocalPort()
                && !management.equals(port("local.server.port"));
    }

    private @Nullable Integer port(String name) {
        return ports.getProperty(name, Integer.class);
    }
}
