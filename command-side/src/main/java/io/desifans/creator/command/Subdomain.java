package io.desifans.creator.command;

import io.desifans.creator.Usernames;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The subdomains a username may lead to, the most wanted first: lower-case {@code [a-z0-9-]}, never reserved, never empty. */
final class Subdomain {

    /** Where nothing of a username can stand in a host name. */
    private static final String FALLBACK = "creator";

    private Subdomain() {}

    static Stream<String> candidates(String username) {
        String base = base(username);
        Stream<String> numbered = IntStream.iterate(2, n -> n + 1).mapToObj(n -> base + "-" + n);
        return Stream.concat(Stream.of(base), numbered).filter(name -> !Usernames.RESERVED.contains(name));
    }

    /** One hyphen for each run of hyphens and underscores: {@code xn--…} would read as an international host name. */
    private static String base(String username) {
        String name = username.replaceAll("[_-]+", "-").replaceAll("^-|-$", "");
        return name.isEmpty() ? FALLBACK : name;
    }
}
