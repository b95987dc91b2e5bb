package io.desifans.web;

import io.desifans.eventstore.SealedTexts;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.Header;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/** Who may come near which path. What a signed-in user may do there is decided by the commands and queries. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String ADMIN = "admin";
    private static final String AUDITOR = "auditor";
    private static final HeaderWriter NOT_KEPT =
            new StaticHeadersWriter(List.of(new Header("Cache-Control", "no-store"), new Header("Pragma", "no-cache")));

    @Bean
    Sessions sessions(DataSource database, ReadModelPosition readModel, Clock clock) {
        return new Sessions(database, readModel, clock);
    }

    @Bean
    KeptAnswers keptAnswers(
            DataSource database,
            SealedTexts texts,
            Clock clock,
            @Value("${desifans.event-store:postgres}") String log) {
        return new KeptAnswers(database, texts, clock, log.equals("postgres"));
    }

    @Bean
    OwnPort managementPort(Environment ports) {
        return new OwnPort(ports);
    }

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            SessionCookies cookies,
            SignedValues values,
            Sessions sessions,
            ReadModelPosition readModel,
            Clock clock,
            KeptAnswers answers,
            Answer answer,
            OwnPort management) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(SecurityConfiguration::headers)
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint(answer::failure).accessDeniedHandler(answer::failure))
                .addFilterBefore(
                        new SessionAuthentication(cookies, values, sessions), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new PublicAnswers(readModel, clock), SessionAuthentication.class)
                .addFilterAfter(new IdempotentWrites(answers), AuthorizationFilter.class)
                .authorizeHttpRequests(paths -> {
                    paths.requestMatchers(management).permitAll();
                    paths(paths);
                })
                .build();
    }

    private static void paths(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry paths) {
        paths.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers("/api/v1/admin/**")
                .hasAuthority(ADMIN)
                .requestMatchers("/api/v1/audit/**")
                .hasAnyAuthority(AUDITOR, ADMIN)
                .requestMatchers(HttpMethod.GET, "/api/v1/**")
                .permitAll()
                .requestMatchers(HttpMethod.HEAD, "/api/v1/**")
                .permitAll()
                .requestMatchers(HttpMethod.OPTIONS, "/api/v1/**")
                .permitAll()
                .requestMatchers(HttpMethod.POST, Face.WEBHOOK)
                .permitAll()
                .requestMatchers("/api/v1/**")
                .authenticated()
                .requestMatchers("/actuator/health/**")
                .permitAll()
                .requestMatchers("/actuator/**")
                .hasAuthority(ADMIN)
                .anyRequest()
                .permitAll();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter((request, response) -> {
                    if (!response.containsHeader("Cache-Control")) NOT_KEPT.writeHeaders(request, response);
                })
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN));
    }

    /** An observation of every filter took a fifth of what a read costs, and the request is observed as a whole. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** There are no passwords for Spring to check. */
    @Bean
    AuthenticationManager authenticationManager() {
        return authentication -> {
            throw new ProviderNotFoundException("sessions are the only credentials");
        };
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler(Answer answer) {
        return answer::failure;
    }

    /** A method that nobody knows gets the same 405 as one that a path does not take. */
    @Bean
    StrictHttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }
}
