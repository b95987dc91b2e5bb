package io.desifans.db;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jooq.impl.AbstractConverter;

/** Every {@code timestamp} column as the instant it means: the columns have no zone and hold UTC. */
public final class UtcTimestamp extends AbstractConverter<LocalDateTime, Instant> {

    private static final long serialVersionUID = 1;

    public UtcTimestamp() {
        super(LocalDateTime.class, Instant.class);
    }

    @Override
    public Instant from(LocalDateTime stored) {
        return stored == null ? null : stored.toInstant(ZoneOffset.UTC);
    }

    @Override
    public LocalDateTime to(Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
