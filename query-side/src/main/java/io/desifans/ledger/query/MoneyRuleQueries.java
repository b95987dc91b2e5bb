package io.desifans.ledger.query;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the money rules hold, for admins. */
@RestController
@RequestMapping("/api/v1/admin/money-rules")
class MoneyRuleQueries {

    private final MoneyAudit audit;
    private final Clock clock;

    MoneyRuleQueries(MoneyAudit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** @param holds whether all of them do; true before the first check, too */
    record Report(boolean holds, List<MoneyAudit.Finding> rules) {

        private static Report of(List<MoneyAudit.Finding> rules) {
            return new Report(rules.stream().allMatch(rule -> rule.broken() == 0), rules);
        }
    }

    /** What was found last. */
    @GetMapping
    Report last() throws SQLException {
        return Report.of(audit.kept());
    }

    /** Checks them now. */
    @PostMapping("/check")
    Report check() throws SQLException {
        Instant now = clock.instant();
        return Report.of(audit.check(now, MoneyWatch.settled(now)));
    }
}
