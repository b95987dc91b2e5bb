package io.desifans.eventstore;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;

/** An aggregate of events that mean nothing. */
final class Notebook {

    @AggregateIdentifier
    private String id;

    private final List<String> notes = new ArrayList<>();
    private final UUID first;

    Notebook() {
        this.first = null;
    }

    Notebook(UUID id, List<String> notes) {
        this.id = id.toString();
        this.first = id;
        this.notes.addAll(notes);
    }

    /** As the creation of an aggregate. */
    static Notebook opened(UUID id) {
        Notebook notebook = new Notebook();
        apply(new Noted(id.toString(), 0));
        return notebook;
    }

    void note(String text) {
        apply(new Noted(text, notes.size()));
    }

    @EventSourcingHandler
    void evolve(Noted event) {
        if (id == null) id = event.text();
        notes.add(event.text());
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    UUID first() {
        return first;
    }
}
