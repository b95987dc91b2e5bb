package io.desifans.web;

import io.desifans.eventstore.ClaimKey;
import io.desifans.eventstore.SettingRefused;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CorsFilter;

/** What a request passes before it is known whose it is, in this order. */
@Configuration(proxyBeanMethods = false)
class FilterConfiguration {

    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE;

    @Bean
    FilterRegistrationBean<Edge> edge(Answer answer) {
        return at(FIRST, new Edge(answer));
    }

    @Bean
    Ending ending(@Value("${desifans.drain:5s}") Duration longest) {
        return new Ending(longest);
    }

    @Bean
    FilterRegistrationBean<Ending> endingFilter(Ending ending) {
        return at(FIRST + 1, ending);
    }

    @Bean
    FilterRegistrationBean<CorsFilter> cors(TrustedOrigins origins) {
        CorsConfiguration everywhere = shared(origins);
        CorsFilter filter = new CorsFilter(request -> everywhere);
        filter.setCorsProcessor(new CorsForBrowsers());
        return at(FIRST + 2, filter);
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(@Value("${desifans.max-body:1MB}") DataSize limit) {
        return at(FIRST + 3, new BodyLimit(limit.toBytes()));
    }

    @Bean
    RateLimits rateLimits(
            @Value("${desifans.rate-limits:true}") String on, DataSource database, ClaimKey key, Clock clock) {
        if (!on.equals("true") && !on.equals("false"))
            throw new SettingRefused("The setting desifans.rate-limits must be true or false.");
        return new RateLimits(on.equals("true"), database, key::digest, clock);
    }

    /** Filters are made first of all; what counts is asked for later, when a wrong master key has been refused. */
    @Bean
    FilterRegistrationBean<RateLimitFilter> rateLimitFilter(
            ObjectProvider<RateLimits> limits,
            @Value("${desifans.rate-limits.general:100/10s}") String general,
            @Value("${desifans.rate-limits.passwords:3/10s}") String passwords,
            @Value("${desifans.rate-limits.mails:3/60s}") String mails) {
        return at(
                FIRST + 4,
                new RateLimitFilter(
                        limits::getObject,
                        Rate.setting("desifans.rate-limits.general", general),
                        Rate.setting("desifans.rate-limits.passwords", passwords),
                        Rate.setting("desifans.rate-limits.mails", mails)));
    }

    @Bean
    FilterRegistrationBean<OriginCheck> originCheck(TrustedOrigins origins) {
        return at(FIRST + 5, new OriginCheck(origins));
    }

    @Bean
    FilterRegistrationBean<WaitForPosition> waitForPosition(
            ReadModelPosition readModel, @Value("${desifans.wait-for-position:2s}") Duration atMost) {
        return at(FIRST + 6, new WaitForPosition(readModel, atMost));
    }

    private static CorsConfiguration shared(TrustedOrigins origins) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins.exact());
        cors.setAllowCredentials(true);
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        cors.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.IF_NONE_MATCH,
                IdempotentWrites.HEADER,
                WaitForPosition.HEADER,
                RequestIds.REQUEST,
                RequestIds.CORRELATION));
        cors.setExposedHeaders(List.of(
                EventPositionHeader.NAME,
                RequestIds.REQUEST,
                RequestIds.CORRELATION,
                IdempotentWrites.REPLAYED,
                HttpHeaders.LOCATION,
                HttpHeaders.ETAG,
                HttpHeaders.RETRY_AFTER,
                RateLimitFilter.RETRY_AFTER));
        return cors;
    }

    private static <F extends Filter> FilterRegistrationBean<F> at(int order, F filter) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }
}
