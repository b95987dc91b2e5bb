package io.desifans.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Repository;

/**
 * Changes the claims and keys that a command's handler asked for, after the handler and in the same append. They come in
 * ascending id, so that no two commands wait for each other.
 */
final class Alongside implements MessageHandlerInterceptor<CommandMessage<?>> {

    private static final String RESOURCE = Alongside.class.getName();

    private final Function<Class<?>, Repository<?>> repositories;

    Alongside(Function<Class<?>, Repository<?>> repositories) {
        this.repositories = repositories;
    }

    /** Notes a change for the end of the command that is being handled. */
    static <A> void ask(UUID id, Class<A> aggregate, Callable<A> fresh, Consumer<A> change) {
        CurrentUnitOfWork.get()
                .<List<Step<?>>>getOrComputeResource(RESOURCE, key -> new ArrayList<>())
                .add(new Step<>(id, aggregate, fresh, change));
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        Object result = chain.proceed();
        List<Step<?>> asked = unitOfWork.getOrDefaultResource(RESOURCE, List.of());
        for (Step<?> step :
                asked.stream().sorted(Comparator.comparing(Step::id)).toList()) run(step);
        return result;
    }

    private <A> void run(Step<A> step) throws Exception {
        @SuppressWarnings("unchecked") // the configuration keeps the repository of each aggregate under its class
        Repository<A> repository = (Repository<A>) repositories.apply(step.aggregate());
        repository.loadOrCreate(step.id().toString(), step.fresh()).execute(step.change());
    }

    private record Step<A>(UUID id, Class<A> aggregate, Callable<A> fresh, Consumer<A> change) {}
}
