package io.desifans.identity.command;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.Founding;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.Registration;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What visitors and users do with accounts at providers. */
public sealed interface AccountCommand extends Command {

    String userId();

    @TargetAggregateIdentifier
    default UUID aggregateId() {
        return DerivedId.of("User", userId());
    }

    /** @param emailVerified whether the provider says that the address is the user's own */
    @SentBy(Sender.ANYONE)
    @Founding
    record RegisterWithAccount(
            String userId,
            Registration registration,
            boolean emailVerified,
            ProviderAccount account,
            NewSession session)
            implements AccountCommand {}

    /**
     * Links the account first, if provider and user agree on an address that both know to be the user's own.
     *
     * @param email as the provider has it, in its normal form
     * @param emailVerified whether the provider says that the address is the user's own
     */
    @SentBy(Sender.ANYONE)
    record SignInWithAccount(
            String userId, ProviderAccount account, String email, boolean emailVerified, NewSession session)
            implements AccountCommand {}

    /** Asked for by the user; linked already, it gets the tokens. */
    @SentBy(Sender.ANYONE)
    record LinkAccount(String userId, ProviderAccount account, Instant now) implements AccountCommand {}

    @SentBy(Sender.USER)
    record UpdateAccountTokens(String userId, String accountRowId, ProviderTokens tokens) implements AccountCommand {}

    /** Of a provider, or the password. */
    @SentBy(Sender.USER)
    record UnlinkAccount(String userId, String accountRowId) implements AccountCommand {}
}
