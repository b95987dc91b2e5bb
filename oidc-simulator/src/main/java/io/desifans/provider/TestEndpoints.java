package io.desifans.provider;

import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What tests tell the provider to be like. */
@RestController
@ResponseStatus(HttpStatus.NO_CONTENT)
final class TestEndpoints {

    private final People people;
    private final Behaviour behaviour;
    private final Keys keys;

    TestEndpoints(People people, Behaviour behaviour, Keys keys) {
        this.people = people;
        this.behaviour = behaviour;
        this.keys = keys;
    }

    @GetMapping("/health")
    void health() {}

    @PutMapping("/test/people")
    void person(@RequestBody Person person) {
        people.put(person);
    }

    /** In the place of what it was told before. */
    @PutMapping("/test/behaviour")
    void behaviour(@RequestBody Set<Misbehaviour> misbehaviours) {
        behaviour.set(misbehaviours);
    }

    /** The old key is gone at once. */
    @PostMapping("/test/keys/rotate")
    void rotate() {
        keys.rotate();
    }
}
