package io.desifans.provider;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Who has an account here, by their subject. Whoever comes with a new address gets one. */
final class People {

    private final Map<String, Person> bySubject = new ConcurrentHashMap<>();

    void put(Person person) {
        bySubject.put(person.subject(), person);
    }

    Person of(String subject) {
        Person person = bySubject.get(subject);
        if (person == null) throw new IllegalArgumentException("there is no such person");
        return person;
    }

    /** By address or subject. */
    synchronized Person arriving(String login) {
        return bySubject.values().stream()
                .filter(person -> login.equals(person.email()) || login.equals(person.subject()))
                .findFirst()
                .orElseGet(() -> newcomer(login));
    }

    private Person newcomer(String email) {
        int at = email.indexOf('@');
        String name = at < 1 ? email : email.substring(0, at);
        Person person = new Person(
                UUID.nameUUIDFromBytes(email.getBytes(StandardCharsets.UTF_8)).toString(), email, true, name, null);
        put(person);
        return person;
    }
}
