package io.desifans.audit.query;

import static org.jooq.impl.DSL.row;

import io.desifans.eventstore.LogPosition;
import io.desifans.query.Columns;
import io.desifans.web.Cursor;
import java.time.Instant;
import java.util.UUID;
import org.jooq.SelectField;
import tools.jackson.databind.JsonNode;

/**
 * An event as it lies in the log; what is sealed stays sealed.
 *
 * @param position its place in the log, opaque
 * @param sequence its place among the events of its aggregate, from 0
 */
record StoredEvent(
        String position,
        UUID eventId,
        String name,
        String revision,
        String aggregateType,
        UUID aggregateId,
        long sequence,
        Instant time,
        JsonNode payload,
        JsonNode metadata) {

    /** The whole row. */
    static final SelectField<StoredEvent> FIELD = row(
                    row(EventTable.EPOCH, EventTable.SEQ)
                            .mapping((epoch, seq) -> new LogPosition(epoch, seq).toString()),
                    EventTable.EVENT_ID,
                    EventTable.NAME,
                    EventTable.REVISION,
                    EventTable.AGGREGATE_TYPE,
                    EventTable.AGGREGATE_ID,
                    EventTable.SEQUENCE,
                    EventTable.TIME,
                    Columns.json(EventTable.PAYLOAD),
                    Columns.json(EventTable.METADATA))
            .mapping(StoredEvent::new);

    String cursor() {
        return Cursor.encode(LogPosition.parse(position).seq());
    }
}
