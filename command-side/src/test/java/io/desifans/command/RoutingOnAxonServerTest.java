package io.desifans.command;

import static io.desifans.command.TwoNodes.NODES;
import static io.desifans.command.TwoNodes.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.identity.command.UserCommand;
import io.desifans.identity.command.UserCommand.UpdateProfile;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.Registration;
import org.junit.jupiter.api.Test;

@TwoNodes.OnAxonServer
class RoutingOnAxonServerTest {

    private final Map<String, Set<Integer>> handledBy = new ConcurrentHashMap<>();

    @Test
    void all_commands_of_one_aggregate_come_to_one_node_whichever_took_them() {
        try (Registration first = noteHandling(0);
                Registration second = noteHandling(1)) {
            assertThat(first).isNotSameAs(second);
            for (int i = 0; i < 20; i++) {
                String userId = "routed-" + i;
                NODES.register(userId);
                for (int change = 0; change < 4; change++)
                    NODES.send(change, new UpdateProfile(userId, "Name " + change, null, false), user(userId));
            }
        }
        assertThat(handledBy)
                .hasSize(20)
                .allSatisfy((userId, nodes) -> assertThat(nodes).hasSize(1));
        assertThat(handledBy.values()).as("both nodes have a part").contains(Set.of(0), Set.of(1));
    }

    private Registration noteHandling(int node) {
        return NODES.part(node, CommandBus.class).registerHandlerInterceptor((unitOfWork, chain) -> {
            if (unitOfWork.getMessage().getPayload() instanceof UserCommand command)
                handledBy
                        .computeIfAbsent(command.userId(), id -> ConcurrentHashMap.newKeySet())
                        .add(node);
            return chain.proceed();
        });
    }
}
