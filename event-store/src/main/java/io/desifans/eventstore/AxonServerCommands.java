package io.desifans.eventstore;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY;
import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;
import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.util.function.UnaryOperator;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.distributed.AnnotationRoutingStrategy;
import org.axonframework.commandhandling.distributed.UnresolvedRoutingKeyPolicy;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** Commands through Axon Server: those on one aggregate go to one node as long as the same nodes are there. */
final class AxonServerCommands extends AxonServerCommandBus {

    private AxonServerCommands(Builder builder) {
        super(builder);
    }

    static CommandBus bus(
            AxonServerConnectionManager connections,
            AxonServerConfiguration configuration,
            CommandBus local,
            UnaryOperator<Throwable> portable) {
        return new AxonServerCommands(AxonServerCommandBus.builder()
                .axonServerConnectionManager(connections)
                .configuration(configuration)
                .localSegment(new Portable(local, portable))
                .serializer(serializer())
                .routingStrategy(AnnotationRoutingStrategy.builder()
                        .fallbackRoutingStrategy(UnresolvedRoutingKeyPolicy.ERROR)
                        .build()));
    }

    /** Records by their components, and nothing else that looks like a property. */
    private static Serializer serializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(mapper -> mapper.changeDefaultVisibility(visibility -> visibility
                        .withVisibility(PropertyAccessor.ALL, NONE)
                        .withVisibility(PropertyAccessor.FIELD, ANY)
                        .withVisibility(PropertyAccessor.CREATOR, ANY)))
                .build();
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        super.<C, R>dispatch(command, (sent, result) -> callback.onResult(sent, understood(result)));
    }

    private static <R> CommandResultMessage<? extends R> understood(CommandResultMessage<? extends R> result) {
        return result.isExceptional()
                ? asCommandResultMessage(AxonServerFailure.ofCommand(result.exceptionResult()))
                : result;
    }

    /** The handlers of this node; what they fail with is made fit for the way back. */
    private record Portable(CommandBus local, UnaryOperator<Throwable> portable) implements CommandBus {

        @Override
        public <C> void dispatch(CommandMessage<C> command) {
            local.dispatch(command);
        }

        @Override
        public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
            local.<C, R>dispatch(
                    command,
                    (handled, result) -> callback.onResult(
                            handled,
                            result.isExceptional()
                                    ? asCommandResultMessage(portable.apply(result.exceptionResult()))
                                    : result));
        }

        @Override
        public Registration subscribe(String commandName, MessageHandler<? super CommandMessage<?>> handler) {
            return local.subscribe(commandName, handler);
        }

        @Override
        public Registration registerDispatchInterceptor(
                MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
            return local.registerDispatchInterceptor(interceptor);
        }

        @Override
        public Registration registerHandlerInterceptor(
                MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
            return local.registerHandlerInterceptor(interceptor);
        }
    }
}
