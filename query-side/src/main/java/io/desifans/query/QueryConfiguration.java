package io.desifans.query;

import io.desifans.Event;
import io.desifans.EventFamilies;
import io.desifans.billing.BalanceEvent;
import io.desifans.billing.GatewayLedgerEvent;
import io.desifans.billing.GatewayProductEvent;
import io.desifans.billing.WebhookEvent;
import io.desifans.identity.ClaimEvent;
import io.desifans.identity.KeyEvent.KeyDestroyed;
import io.desifans.projection.Projection;
import io.desifans.projection.ProjectionConfiguration.LiveTables;
import io.desifans.projection.Projector;
import io.desifans.projection.Projectors;
import io.desifans.projection.Replay;
import io.desifans.web.ReadModelPosition;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.jooq.DSLContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The query side: projectors, the read model's processor, and the endpoints that read. */
@Configuration(proxyBeanMethods = false)
@ComponentScan({
    "io.desifans.identity.query",
    "io.desifans.creator.query",
    "io.desifans.content.query",
    "io.desifans.billing.query",
    "io.desifans.services.query",
    "io.desifans.messaging.query",
    "io.desifans.social.query",
    "io.desifans.notifications.query",
    "io.desifans.audit.query",
    "io.desifans.ledger.query",
    "io.desifans.projection"
})
public class QueryConfiguration {

    /** Nothing of these is in a table; whoever asks for it reads it from the log. */
    private static final Set<Class<? extends Event>> WITHOUT_TABLE = Set.of(
            ClaimEvent.class,
            GatewayProductEvent.class,
            GatewayLedgerEvent.class,
            BalanceEvent.class,
            WebhookEvent.class);

    @Bean
    VisibleCreators visibleCreators(DataSource database) {
        return new VisibleCreators(database);
    }

    @Bean
    LiveStreams liveStreams(
            DSLContext db,
            ReadModelPosition readModel,
            Clock clock,
            @Value("${desifans.streams.heartbeat:15s}") Duration heartbeat) {
        return new LiveStreams(db, readModel, clock, heartbeat);
    }

    @Bean
    static Projectors projectors(List<Projector> all) {
        return new Projectors(EventFamilies.ALL, WITHOUT_TABLE, all);
    }

    @Bean
    static Replay replay(
            LiveTables tables,
            StreamableMessageSource<TrackedEventMessage<?>> log,
            Projection projection,
            @Value("${desifans.most-parked-events:1000}") int mostParked) {
        return new Replay(tables.database(), log, projection, mostParked, KeyDestroyed.class);
    }
}
