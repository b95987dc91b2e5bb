package io.desifans.query;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The query side: projectors, the read model's processor, and the endpoints that read. */
@Configuration(proxyBeanMethods = false)
@ComponentScan({
    "io.desifans.identity.query",
    "io.desifans.creator.query",
    "io.desifans.content.query",
    "io.desifans.social.query",
    "io.desifans.audit.query",
    "io.desifans.projection"
})
public class QueryConfiguration {}
