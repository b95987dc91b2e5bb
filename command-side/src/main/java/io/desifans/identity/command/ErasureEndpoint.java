package io.desifans.identity.command;

import io.desifans.command.Shape;
import io.desifans.identity.command.UserCommand.EraseUser;
import io.desifans.web.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Erases a person. Answered when their rows are gone and their key is destroyed. */
@RestController
final class ErasureEndpoint {

    private final Deletions deletions;

    ErasureEndpoint(Deletions deletions) {
        this.deletions = deletions;
    }

    record Erasure(String reason) {}

    @PostMapping("/api/v1/admin/users/{userId}/erase")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@PathVariable String userId, @RequestBody Erasure erasure, Caller caller) {
        Shape.text("reason", erasure.reason(), 1, 500);
        String admin = caller.id();
        deletions.carryOut(userId, () -> new EraseUser(userId, admin, "erasure"), caller, erasure.reason());
    }
}
