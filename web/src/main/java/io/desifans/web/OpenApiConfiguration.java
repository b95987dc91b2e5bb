package io.desifans.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The description of the REST face that this application serves: {@code /openapi.json}, and {@code /docs} to browse it. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static final String BEARER = "bearer";
    static final String COOKIE = "cookie";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, AuthenticatedSession.class, Limit.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("DesiFans")
                        .version("1")
                        .description("Writes answer with Event-Position; a read that sends it as Wait-For-Position sees"
                                + " what was written. Amounts are whole paise, times are UTC. Failures are problem"
                                + " details (RFC 9457) with a stable code, and name the field. In an answer every field is"
                                + " there; what is unknown is null."))
                .addServersItem(new Server().url("/").description("This one."))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer"))
                        .addSecuritySchemes(
                                COOKIE,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name("better-auth.session_token")));
    }

    @Bean
    RecordSchemas recordSchemas() {
        return new RecordSchemas();
    }

    @Bean
    OperationSchemas operationSchemas(RecordSchemas schemas) {
        return new OperationSchemas(schemas);
    }

    @Bean
    OpenApiCustomizer documented(RecordSchemas schemas) throws IOException {
        return new DocumentedOperations(OperationTexts.onClassPath(), schemas);
    }
}
