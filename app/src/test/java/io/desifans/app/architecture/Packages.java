package io.desifans.app.architecture;

import java.util.List;
import java.util.stream.Stream;

/** The names of packages, as all modules agree on them. */
final class Packages {

    private static final List<String> DOMAINS =
            List.of("identity", "creator", "content", "billing", "services", "messaging", "social", "notifications");

    private Packages() {}

    /** The packages of the events: the root and one per domain. */
    static String[] events(String root) {
        return all(new String[] {root}, ofDomains(root, ""));
    }

    static String[] commandSide(String root) {
        return all(below(root, "command", "process"), ofDomains(root, ".command"));
    }

    static String[] querySide(String root) {
        return all(below(root, "query", "projection", "audit.query", "ledger.query"), ofDomains(root, ".query"));
    }

    static String[] ofDomains(String root, String suffix) {
        return DOMAINS.stream().map(domain -> root + "." + domain + suffix).toArray(String[]::new);
    }

    static String[] below(String root, String... names) {
        return Stream.of(names).map(name -> root + "." + name + "..").toArray(String[]::new);
    }

    static String[] all(String[]... packages) {
        return Stream.of(packages).flatMap(Stream::of).toArray(String[]::new);
    }
}
