package io.desifans.eventstore;

import io.axoniq.axonserver.connector.event.EventChannel;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.commandhandling.CommandBus;

/** This node as a client of Axon Server; connected at the first need, and again whenever the connection is lost. */
final class AxonServerClient implements AutoCloseable {

    private static final Pattern ADDRESSES = Pattern.compile("[A-Za-z0-9._-]+:\\d{1,5}(,[A-Za-z0-9._-]+:\\d{1,5})*");

    private final AxonServerConfiguration configuration;
    private final AxonServerConnectionManager connections;

    /**
     * @param addresses host:port of one or more, separated by commas
     * @param token what a server with access control asks for; empty for none
     * @throws SettingRefused if the addresses are none
     */
    AxonServerClient(String addresses, String token) {
        if (!ADDRESSES.matcher(addresses).matches())
            throw new SettingRefused(
                    "The setting desifans.axon-server must be host:port, several separated by commas.");
        AxonServerConfiguration.Builder builder = AxonServerConfiguration.builder()
                .servers(addresses)
                .componentName("desifans")
                .clientId(UUID.randomUUID().toString())
                .suppressDownloadMessage();
        if (!token.isEmpty()) builder.token(token);
        this.configuration = builder.build();
        this.connections = AxonServerConnectionManager.builder()
                .axonServerConfiguration(configuration)
                .build();
    }

    EventChannel events() {
        return connections.getConnection().eventChannel();
    }

    CommandBus commandBus(CommandBus local, UnaryOperator<Throwable> portable) {
        return AxonServerCommands.bus(connections, configuration, local, portable);
    }

    @Override
    public void close() {
        connections.shutdown();
    }
}
