package io.desifans.web;

import java.util.List;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** How controllers get their parameters and bodies, and what becomes of their failures. */
@Configuration(proxyBeanMethods = false)
class MvcConfiguration implements WebMvcConfigurer {

    @Bean
    JsonMapper json() {
        return Json.STRICT;
    }

    @Bean
    Answer answer(JsonMapper json) {
        return new Answer(json);
    }

    @Bean
    FailureResolver failureResolver(Answer answer) {
        return new FailureResolver(answer);
    }

    @Bean
    EntityTags entityTags() {
        return new EntityTags();
    }

    @Bean
    ErrorPage errorPage(Answer answer) {
        return new ErrorPage(answer);
    }

    @Bean
    WebMvcRegistrations endpointsByPath() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new EndpointsByPath();
            }
        };
    }

    @Bean
    ConfigurableWebBindingInitializer bindingInitializer() {
        ConfigurableWebBindingInitializer parameters = new ConfigurableWebBindingInitializer();
        parameters.setConversionService(new StrictConversions());
        return parameters;
    }

    /** Comes after Spring Boot's own, whose HTML page is then not asked. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> bareErrors(Answer answer) {
        return tomcat -> tomcat.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new BareErrors(answer)));
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.withJsonConverter(new JsonBodies());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.addAll(ControllerParameters.all());
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new CheckedRequest());
    }
}
