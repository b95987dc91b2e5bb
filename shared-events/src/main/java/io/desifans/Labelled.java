package io.desifans;

import com.fasterxml.jackson.annotation.JsonValue;

/** A value whose label, not its Java name, stands in events, JSON and the tables' enum columns. */
public interface Labelled {

    @JsonValue
    String label();
}
