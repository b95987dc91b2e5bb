package io.desifans.identity.command;

import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.command.Commands;
import io.desifans.command.NewId;
import io.desifans.identity.command.AccountCommand.LinkAccount;
import io.desifans.identity.command.AccountCommand.RegisterWithAccount;
import io.desifans.identity.command.AccountCommand.SignInWithAccount;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.Rejected;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Signs in whoever a provider says somebody is, or links the account to them. */
@Component
final class ProviderSignIn {

    static final String OTHER_EMAIL = "LINKING_DIFFERENT_EMAILS_NOT_ALLOWED";
    static final String SIGN_UP_DISABLED = "SIGNUP_DISABLED";

    /** Others may sign in with the same account, or sign up with the same address, at the same moment. */
    private static final int ATTEMPTS = 5;

    private static final Set<String> CHANGED_MEANWHILE =
            Set.of("USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL", "SOCIAL_ACCOUNT_ALREADY_LINKED", "NOT_FOUND");

    private final Commands commands;
    private final Claims claims;
    private final SessionHandout sessions;
    private final IdentityRows rows;
    private final ReadModelPosition readModel;
    private final Clock clock;
    private final boolean otherEmails;

    ProviderSignIn(
            Commands commands,
            Claims claims,
            SessionHandout sessions,
            IdentityRows rows,
            ReadModelPosition readModel,
            Clock clock,
            @Value("${desifans.linking.other-emails:false}") boolean otherEmails) {
        this.commands = commands;
        this.claims = claims;
        this.sessions = sessions;
        this.rows = rows;
        this.readModel = readModel;
        this.clock = clock;
        this.otherEmails = otherEmails;
    }

    /** @param isNew whether the sign-in made the user */
    record SignedIn(String userId, String token, boolean isNew) {}

    /** Whoever has the account signs in; else who has the address; else it makes a user, if it may. */
    SignedIn signIn(
            ProviderAccount account,
            ProviderProfile profile,
            boolean maySignUp,
            HttpServletRequest request,
            HttpServletResponse response) {
        String email = profile.email();
        if (email == null) throw Rejected.unauthenticated("USER_EMAIL_NOT_FOUND", "User email not found");
        for (int attempt = 1; ; attempt++) {
            Optional<String> known = account.holder(claims).or(() -> claims.holderOf(ClaimKind.EMAIL, email));
            try {
                return known.isPresent()
                        ? start(known.get(), account, profile, email, request, response)
                        : register(account, profile, email, maySignUp, request, response);
            } catch (Rejected e) {
                if (attempt == ATTEMPTS || !CHANGED_MEANWHILE.contains(e.code())) throw e;
            }
        }
    }

    private SignedIn start(
            String userId,
            ProviderAccount account,
            ProviderProfile profile,
            String email,
            HttpServletRequest request,
            HttpServletResponse response) {
        String token = sessions.start(
                true,
                session -> new SignInWithAccount(userId, account, email, profile.emailVerified(), session),
                new Caller(userId, null, Set.of()),
                request,
                response);
        return new SignedIn(userId, token, false);
    }

    private SignedIn register(
            ProviderAccount account,
            ProviderProfile profile,
            String email,
            boolean maySignUp,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!maySignUp) throw Rejected.forbidden(SIGN_UP_DISABLED, "signup disabled");
        String userId = NewId.next();
        Registration registration = new Registration(profile.name(), email, profile.image(), NewId.next(), null);
        String token = sessions.start(
                true,
                session -> new RegisterWithAccount(userId, registration, profile.emailVerified(), account, session),
                Caller.ANONYMOUS,
                request,
                response);
        return new SignedIn(userId, token, true);
    }

    /** Ties the account to the user who asked for it, and whose address the provider knows. */
    void link(ProviderAccount account, ProviderProfile profile, String userId, Caller caller) {
        if (!profile.emailVerified())
            throw Rejected.unauthenticated("LINKING_NOT_ALLOWED", "Account not linked - linking not allowed");
        UserJson user = rows.user(userId).orElseThrow(() -> Rejected.notFound("user"));
        if (!otherEmails && !user.email().equals(profile.email()))
            throw Rejected.unauthenticated(OTHER_EMAIL, "Account not linked - different emails not allowed");
        LinkAccount link = new LinkAccount(userId, account, clock.instant());
        readModel.await(commands.send(link, caller), SessionHandout.PATIENCE);
    }
}
