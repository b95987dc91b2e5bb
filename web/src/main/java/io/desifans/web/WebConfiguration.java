package io.desifans.web;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What both REST faces share. Each side imports it. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {

    @Bean
    SignedValues signedValues(@Value("${desifans.auth-secret:}") String secrets) {
        return new SignedValues(secrets);
    }

    @Bean
    SessionCookies sessionCookies(
            SignedValues values, @Value("${desifans.base-url:http://localhost:8080}") String baseUrl) {
        return new SessionCookies(values, baseUrl.startsWith("https:"));
    }

    @Bean
    ReadModelPosition readModelPosition(DataSource database) {
        return new ReadModelPosition(database);
    }
}
