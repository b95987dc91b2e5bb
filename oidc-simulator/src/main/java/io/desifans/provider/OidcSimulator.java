package io.desifans.provider;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** The provider behind its HTTP server. */
@EnableAutoConfiguration
@Import({LoginPage.class, TestEndpoints.class})
class OidcSimulator {

    /** Arguments, since they go before the environment, which it has from whoever starts it. */
    private static final String[] SERVER = {
        "--spring.config.location=optional:classpath:/io/desifans/provider/",
        "--server.tomcat.threads.max=50",
        "--server.servlet.session.cookie.name=provider_session",
        "--logging.level.root=WARN",
        // What they would say of a port that is taken, the launcher says in one sentence.
        "--logging.level.org.springframework.boot.diagnostics=OFF",
        "--logging.level.org.springframework.boot.web.server.servlet.context=ERROR"
    };

    /** It serves until the context is closed. */
    static ConfigurableApplicationContext start(Settings settings) {
        SpringApplication application = new SpringApplication(OidcSimulator.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(Settings.class, () -> settings));
        return application.run(Stream.concat(Stream.of(SERVER), Stream.of("--server.port=" + settings.port()))
                .toArray(String[]::new));
    }

    @Bean
    People people() {
        return new People();
    }

    @Bean
    Behaviour behaviour() {
        return new Behaviour();
    }

    @Bean
    Keys keys() {
        return new Keys();
    }

    @Bean
    JwtEncoder tokens(Keys keys, Behaviour behaviour, Settings settings) {
        return new Tokens(keys, behaviour, settings.clientSecret());
    }

    @Bean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys) {
        return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    }

    @Bean
    Claims claims(People people, Behaviour behaviour) {
        return new Claims(people, behaviour);
    }

    @Bean
    AuthorizationServerSettings server(Settings settings) {
        return AuthorizationServerSettings.builder()
                .issuer(settings.issuer().toString())
                .build();
    }

    @Bean
    RegisteredClientRepository clients(Settings settings) {
        return new InMemoryRegisteredClientRepository(
                RegisteredClient.withId(UUID.randomUUID().toString())
                        .clientId(settings.clientId())
                        .clientSecret("{noop}" + settings.clientSecret())
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                        .redirectUris(uris -> uris.addAll(settings.redirectUris()))
                        .scopes(scopes -> scopes.addAll(List.of("openid", "email", "profile", "calendar")))
                        .clientSettings(ClientSettings.builder()
                                .requireProofKey(true)
                                .requireAuthorizationConsent(false)
                                .build())
                        .tokenSettings(TokenSettings.builder()
                                .accessTokenTimeToLive(Duration.ofHours(1))
                                .reuseRefreshTokens(false)
                                .build())
                        .build());
    }

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http, People people, Behaviour behaviour) {
        http.oauth2AuthorizationServer(server -> {
                    http.securityMatcher(server.getEndpointsMatcher());
                    server.oidc(oidc -> oidc.userInfoEndpoint(
                            endpoint -> endpoint.userInfoMapper(context -> userInfo(context, people, behaviour))));
                })
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(
                        failing -> failing.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
                .oauth2ResourceServer(resources -> resources.jwt(Customizer.withDefaults()));
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    private static OidcUserInfo userInfo(
            OidcUserInfoAuthenticationContext context, People people, Behaviour behaviour) {
        Map<String, Object> claims =
                people.of(context.getAuthorization().getPrincipalName()).claims();
        if (behaviour.is(Misbehaviour.WRONG_SUBJECT_IN_USER_INFO)) claims.put("sub", "another");
        return new OidcUserInfo(claims);
    }
}
