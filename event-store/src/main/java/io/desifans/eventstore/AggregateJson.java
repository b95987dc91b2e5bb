package io.desifans.eventstore;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.desifans.Event;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** The state of an aggregate as JSON: all its fields, and theirs. Events that it keeps are told by their names. */
final class AggregateJson {

    static final JsonMapper MAPPER = EventJson.MAPPER
            .rebuild()
            .addMixIn(Event.class, Named.class)
            .enable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private AggregateJson() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "@event")
    private interface Named {}
}
