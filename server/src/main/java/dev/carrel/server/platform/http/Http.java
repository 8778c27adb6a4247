package dev.carrel.server.platform.http;

import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.problem.RateLimit;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.websocket.server.WsSci;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurationSupport;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Tomcat on virtual threads with one servlet, and nothing that was not put here. */
@Configuration(proxyBeanMethods = false)
class Http extends WebMvcConfigurationSupport {
    private static final int HEADER_BYTES = 16 << 10;
    /** Connections that wait to be taken; the kernel's own bound may be lower. */
    private static final int BACKLOG = 4096;

    private final JsonMapper json;
    private final ObjectProvider<HandlerInterceptor> before;

    Http(JsonMapper json, ObjectProvider<HandlerInterceptor> before) {
        this.json = json;
        this.before = before;
    }

    @Bean
    static TomcatServletWebServerFactory tomcat(PlatformConfig config, Besides besides) {
        TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(config.port());
        if (!config.address().isEmpty()) {
            tomcat.setAddress(Address.of(config.address()));
        }
        tomcat.setProtocol(Entrance.class.getName());
        tomcat.setShutdown(Shutdown.GRACEFUL);
        tomcat.setRegisterDefaultServlet(false);
        tomcat.addConnectorCustomizers(connector -> bound(connector, config));
        for (Connector connector : besides.connectors()) {
            bound(connector, config);
            if (!config.address().isEmpty() && connector.getProtocolHandler() instanceof AbstractProtocol<?> http) {
                http.setAddress(Address.of(config.address()));
            }
            tomcat.addAdditionalConnectors(connector);
        }
        tomcat.addContextCustomizers(context -> {
            context.addServletContainerInitializer(new WsSci(), null);
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(LastResort.class.getName());
            }
        });
        return tomcat;
    }

    private static void bound(Connector connector, PlatformConfig config) {
        connector.setXpoweredBy(false);
        connector.setAllowTrace(false);
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setMaxHttpRequestHeaderSize(HEADER_BYTES);
            http.setMaxSwallowSize(
                    (int) Math.min(Integer.MAX_VALUE, 2 * config.maxBody().bytes()));
            http.setConnectionTimeout((int) config.patience().toMillis());
            http.setMaxKeepAliveRequests(-1);
            http.setMaxConnections(config.connections());
            http.setAcceptCount(BACKLOG);
            http.setProperty("socket.appReadBufSize", "4096");
            http.setProperty("socket.appWriteBufSize", "4096");
        }
    }

    @Bean
    static ServletRegistrationBean<DispatcherServlet> dispatcher(WebApplicationContext context) {
        ServletRegistrationBean<DispatcherServlet> servlet =
                new ServletRegistrationBean<>(new DispatcherServlet(context), "/");
        servlet.setLoadOnStartup(1);
        return servlet;
    }

    @Bean
    static FilterRegistrationBean<Front> front(PlatformConfig config, MeterRegistry meters) {
        FilterRegistrationBean<Front> filter = new FilterRegistrationBean<>(new Front(config, meters));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** No origin configured: no page of another host gets a word. */
    @Bean
    static FilterRegistrationBean<CorsFilter> cors(
            PlatformConfig config, JsonMapper json, ObjectProvider<Openings> openings) {
        CorsConfiguration allowed = new CorsConfiguration();
        config.corsOrigin().ifPresent(origin -> {
            allowed.setAllowedOrigins(List.of(origin));
            allowed.setAllowCredentials(true);
        });
        allowed.setAllowedMethods(List.of("GET", "POST", "PUT", "DELETE"));
        allowed.setAllowedHeaders(
                List.of("Authorization", "Content-Type", "If-None-Match", "Last-Event-ID", RequestId.HEADER));
        allowed.setExposedHeaders(List.of("ETag", "Retry-After", RateLimit.HEADER, RateLimit.POLICY, RequestId.HEADER));
        UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
        openings.stream()
                .flatMap(some -> some.all().stream())
                .forEach(one -> everywhere.registerCorsConfiguration(one.base() + "/**", opened(one)));
        everywhere.registerCorsConfiguration("/**", allowed);
        CorsFilter cors = new CorsFilter(everywhere);
        cors.setCorsProcessor(new OtherOrigin(json));
        FilterRegistrationBean<CorsFilter> filter = new FilterRegistrationBean<>(cors);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return filter;
    }

    private static CorsConfiguration opened(Openings.Opening one) {
        CorsConfiguration opened = new CorsConfiguration();
        opened.setAllowedOrigins(one.origins());
        opened.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "DELETE"));
        opened.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        return opened;
    }

    /** After all that concerns a request wherever it came in, and before what looks at its address. */
    @Bean
    static FilterRegistrationBean<Besides> moved(Besides besides) {
        FilterRegistrationBean<Besides> filter = new FilterRegistrationBean<>(besides);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    @Override
    protected RequestMappingHandlerMapping createRequestMappingHandlerMapping() {
        return new Routes();
    }

    /** What modules want to see before any handler does. */
    @Override
    protected void addInterceptors(InterceptorRegistry registry) {
        before.orderedStream().forEach(registry::addInterceptor);
    }

    @Override
    protected void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.addCustomConverter(new ByteArrayHttpMessageConverter())
                .addCustomConverter(new StringHttpMessageConverter(StandardCharsets.UTF_8))
                .addCustomConverter(new JacksonJsonHttpMessageConverter(json));
    }
}
