package io.desifans.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.io.IOException;
import java.util.Arrays;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
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
                                + " details (RFC 9457) with a stable code, and name the field."))
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
    OperationCustomizer limits() {
        return (operation, handler) -> {
            boolean limited = Arrays.stream(handler.getMethodParameters())
                    .anyMatch(parameter -> parameter.getParameterType() == Limit.class);
            if (limited)
                operation.addParametersItem(new Parameter()
                        .name(Limit.PARAMETER)
                        .in("query")
                        .description("Rows of a page; out of range is clamped.")
                        .schema(new IntegerSchema()));
            return operation;
        };
    }

    @Bean
    OpenApiCustomizer documented() throws IOException {
        return new DocumentedOperations(OperationTexts.onClassPath());
    }
}
