package io.desifans.query;

import io.desifans.eventstore.EventStoreConfiguration;
import io.desifans.web.OneSide;
import io.desifans.web.WebConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The side that answers what is asked, by itself. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({EventStoreConfiguration.class, WebConfiguration.class, QueryConfiguration.class})
public class QuerySide {

    public static void main(String[] args) {
        OneSide.main(QuerySide.class, "query", args);
    }
}
