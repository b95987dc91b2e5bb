package io.desifans.app;

import io.desifans.ledger.query.MoneyAudit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** The money rules (M1 to M13), judged when the processes are drained. */
final class MoneyInvariants {

    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private MoneyInvariants() {}

    /** Which of them are broken, and by what; empty if the money is in order. */
    static List<MoneyAudit.Finding> broken(DataSource database) throws SQLException {
        return new MoneyAudit(database)
                .find(Instant.EPOCH, END_OF_TIME).stream()
                        .filter(rule -> rule.broken() > 0)
                        .toList();
    }
}
