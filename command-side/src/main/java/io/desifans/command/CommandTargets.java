package io.desifans.command;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/**
 * Finds the aggregate of a command by the method marked as its identifier, which is looked for once per type of command:
 * Axon's own resolver searches all its members and their annotations at each command.
 */
final class CommandTargets implements CommandTargetResolver {

    private final ClassValue<Method> identifiers = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> command) {
            Method identifier = typesOf(command)
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .filter(method -> method.isAnnotationPresent(TargetAggregateIdentifier.class))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(command.getName() + " names no aggregate"));
            identifier.setAccessible(true);
            return identifier;
        }
    };

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        Method identifier = identifiers.get(command.getPayloadType());
        try {
            return new VersionedAggregateIdentifier(identifier.invoke(command.getPayload()), null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(command.getPayloadType() + " does not show its " + identifier, e);
        }
    }

    /** The type and all that it implements. */
    private static Stream<Class<?>> typesOf(Class<?> type) {
        return Stream.concat(
                Stream.of(type), Arrays.stream(type.getInterfaces()).flatMap(CommandTargets::typesOf));
    }
}
