package io.desifans.eventstore;

import org.axonframework.serialization.SerializedType;
import tools.jackson.databind.node.ObjectNode;

/** An event as it is stored, its personal components sealed. Takes the event's place as payload on the way to the store. */
record SealedEvent(SerializedType type, ObjectNode payload) {}
