package io.desifans.ledger.query;

import io.desifans.eventstore.EventLog;
import io.desifans.eventstore.SettingRefused;
import io.desifans.web.Traced;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ledger, with whoever writes it and whoever audits it. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    /** Waits for the event store, which has the table of the positions. */
    @Bean
    MoneyAudit moneyAudit(DataSource database, EventLog log) {
        LedgerSchema.migrate(database);
        return new MoneyAudit(database);
    }

    @Bean
    LedgerProcessor ledgerProcessor(
            EventLog log,
            DataSource database,
            Traced traced,
            MoneyAudit audit,
            Clock clock,
            @Value("${desifans.money-audit.interval:15m}") Duration interval) {
        if (interval.compareTo(Duration.ofSeconds(1)) < 0)
            throw new SettingRefused("The setting desifans.money-audit.interval must be a second or more.");
        return new LedgerProcessor(log, database, traced, () -> new MoneyWatch(audit, clock, interval));
    }
}
