package io.desifans.command;

import io.desifans.Envelope;
import io.desifans.web.Rejected;
import java.util.Arrays;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Refuses a command that its sender may not send, before any aggregate sees it. */
final class SenderChecked implements MessageHandlerInterceptor<CommandMessage<?>> {

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        CommandMessage<?> command = unitOfWork.getMessage();
        SentBy allowed = command.getPayloadType().getAnnotation(SentBy.class);
        if (allowed == null)
            throw new IllegalStateException(command.getCommandName() + " does not say who may send it");
        if (Arrays.stream(allowed.value()).noneMatch(sender -> isSender(sender, command.getMetaData())))
            throw Rejected.forbidden("NOT_ALLOWED", "You may not do this.");
        return chain.proceed();
    }

    private static boolean isSender(Sender sender, MetaData metadata) {
        String actor = (String) metadata.getOrDefault(Envelope.ACTOR, Envelope.ANONYMOUS);
        boolean system = actor.startsWith(Envelope.SYSTEM);
        boolean user = !system && !actor.equals(Envelope.ANONYMOUS);
        return switch (sender) {
            case ANYONE -> true;
            case USER -> user;
            case ADMIN -> user && metadata.getOrDefault(Commands.ADMIN, "").equals("true");
            case SYSTEM -> system;
        };
    }
}
