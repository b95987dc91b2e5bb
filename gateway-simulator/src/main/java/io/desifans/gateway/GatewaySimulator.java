package io.desifans.gateway;

import java.time.Clock;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The gateway behind its HTTP server. What Spring Boot configures is named, and nothing of ours is found by scanning:
 * it starts the faster, and stays what it is beside other modules.
 */
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    WebMvcAutoConfiguration.class
})
class GatewaySimulator {

    private static final String[] SERVER = {
        "--spring.config.location=optional:classpath:/io/desifans/gateway/",
        "--spring.main.web-application-type=servlet",
        "--spring.web.resources.add-mappings=false",
        "--server.tomcat.threads.max=50",
        "--server.tomcat.threads.min-spare=2",
        "--logging.level.root=WARN",
        // What they would say of a port that is taken, the launcher says in one sentence.
        "--logging.level.org.springframework.boot.diagnostics=OFF",
        "--logging.level.org.springframework.boot.web.server.servlet.context=ERROR"
    };

    /** It serves until the context is closed. */
    static ServletWebServerApplicationContext start(Settings settings, Clock wall) {
        SpringApplication application = new SpringApplication(GatewaySimulator.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.addInitializers(context ->
                ((GenericApplicationContext) context).registerBean(Gateway.class, () -> new Gateway(settings, wall)));
        var context = (ServletWebServerApplicationContext)
                application.run(Stream.concat(Stream.of(SERVER), Stream.of("--server.port=" + settings.port()))
                        .toArray(String[]::new));
        context.getBean(Gateway.class).listensOn(port(context));
        return context;
    }

    static int port(ServletWebServerApplicationContext context) {
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    @Bean
    RouterFunction<ServerResponse> routes(Gateway gateway) {
        return Routes.of(gateway);
    }
}
