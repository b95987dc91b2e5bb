package io.desifans.identity.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.command.CreatorNames;
import io.desifans.command.Facts;
import io.desifans.command.Keys;
import io.desifans.identity.UserEvent;
import io.desifans.identity.UserEvent.*;
import io.desifans.identity.command.AccountCommand.*;
import io.desifans.identity.command.EmailCommand.ResetPassword;
import io.desifans.identity.command.ImportCommand.ImportUser;
import io.desifans.identity.command.UserCommand.*;
import io.desifans.web.Rejected;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateMember;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A user with their password and sessions, so that sign-in, revocation and erasure happen one after the other. */
@Aggregate
public class User {

    @AggregateIdentifier
    private @Nullable UUID id;

    private String userId = "";
    private Profile profile = new Profile(null, null);
    private CredentialAccount credential = CredentialAccount.NONE;
    private String role = "";
    private @Nullable Ban ban;
    private boolean deleted;

    @AggregateMember
    private final LiveSessions sessions = new LiveSessions();

    @AggregateMember
    private final LinkedAccounts accounts = new LinkedAccounts();

    @AggregateMember
    private final Mailbox mailbox = new Mailbox();

    @CommandHandlerInterceptor
    void mustBeHere() {
        if (deleted) throw Rejected.notFound("user");
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RegisterUser c, Claims claims) {
        if (!register(c.userId(), c.registration(), false, "user", "email", claims)) return;
        if (c.session() != null) sessions.start(c.userId(), c.session());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RegisterUnverified c, Claims claims) {
        if (register(c.userId(), c.registration(), false, "user", "email", claims))
            mailbox.requestVerification(c.callbackUrl());
    }

    /** Whoever runs the server has named the address. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RegisterFirstAdmin c, Claims claims) {
        if (register(c.userId(), c.registration(), true, Admins.ROLE, "email", claims))
            claims.take(ClaimKind.FIRST_ADMIN, "", c.userId());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(CreateUser c, Claims claims, Facts facts) {
        Admins.require(c.by(), facts);
        register(c.userId(), c.registration(), false, c.role(), Admins.ROLE, claims);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ImportUser c, Claims claims) {
        if (register(c.userId(), c.registration(), c.emailVerified(), c.role(), "import", claims))
            c.events().forEach(event -> apply(event));
    }

    @CommandHandler
    void decide(MakeFirstAdmin c, Claims claims) {
        claims.take(ClaimKind.FIRST_ADMIN, "", userId);
        if (!Admins.isAmong(role)) apply(new RoleChanged(userId, role + "," + Admins.ROLE, "system:bootstrap"));
    }

    @CommandHandler
    void decide(StartSession c) {
        credential.requireUnchanged(c.verifiedHash());
        signIn(c.session(), "email");
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RegisterWithAccount c, Claims claims) {
        String provider = c.account().providerId();
        if (!register(c.userId(), c.registration(), c.emailVerified(), "user", provider, claims)) return;
        accounts.link(c.userId(), c.account(), claims);
        sessions.start(c.userId(), c.session(), provider);
    }

    @CommandHandler
    void decide(SignInWithAccount c, Claims claims) {
        if (!accounts.has(c.account())) mailbox.requireSharedWith(c.email(), c.emailVerified());
        accounts.link(userId, c.account(), claims);
        signIn(c.session(), c.account().providerId());
    }

    @CommandHandler
    void decide(UpdateProfile c) {
        profile.update(c);
    }

    @CommandHandler
    void decide(ChangePassword c) {
        credential.requireUnchanged(c.verifiedHash());
        apply(new PasswordChanged(userId, credential.rowId(), c.passwordHash(), "user"));
        mailbox.endReset();
        if (c.session() == null) return;
        sessions.revokeAllBut(null, userId, "password");
        sessions.start(userId, c.session());
    }

    @CommandHandler
    void decide(SetPassword c, Facts facts) {
        Admins.require(c.by(), facts);
        credential.set(userId, c.accountRowId(), c.passwordHash(), "admin");
        mailbox.endReset();
        sessions.revokeAllBut(null, userId, "password");
    }

    @CommandHandler
    void decide(ResetPassword c) {
        mailbox.consumeReset(c.verificationId(), c.now());
        credential.set(userId, c.accountRowId(), c.passwordHash(), "reset");
        sessions.revokeAllBut(null, userId, "reset");
    }

    /** The sessions end in the same commit. Nobody bans themselves, so there is always an admin left. */
    @CommandHandler
    void decide(BanUser c, Facts facts) {
        Ban.requireAnother(c.by(), userId);
        Admins.require(c.by(), facts);
        if (!new Ban(c.reason(), c.until()).equals(ban)) apply(new UserBanned(userId, c.reason(), c.until(), c.by()));
        sessions.revokeAllBut(null, userId, "ban");
    }

    @CommandHandler
    void decide(UnbanUser c, Facts facts) {
        Admins.require(c.by(), facts);
        if (ban != null) apply(new UserUnbanned(userId, c.by(), "admin"));
    }

    @CommandHandler
    void decide(Impersonate c, Facts facts) {
        Admins.require(c.adminId(), facts);
        Admins.refuseImpersonation(role);
        if (ban != null) ban.requireOverAt(c.session().now());
        if (!sessions.has(c.session().sessionId())) sessions.startImpersonation(userId, c.adminId(), c.session());
    }

    @CommandHandler
    void decide(EraseUser c, Claims claims, Keys keys, Facts facts) {
        Admins.requireAnother(c.by(), userId, facts);
        delete(c.by(), c.cause(), claims, keys, facts);
    }

    @CommandHandler
    void decide(DeleteUser c, Claims claims, Keys keys, Facts facts) {
        if (c.verifiedHash() != null) credential.requireUnchanged(c.verifiedHash());
        if (c.verificationId() != null) mailbox.consumeDeletion(c.verificationId(), c.now());
        if (Admins.isAmong(role)) Admins.requireOneAmong(c.others(), userId, facts);
        delete(userId, "user", claims, keys, facts);
    }

    private void delete(String by, String cause, Claims claims, Keys keys, Facts facts) {
        CreatorNames.leave(userId, facts, claims);
        mailbox.close(claims);
        apply(new UserDeleted(userId, by, cause));
        accounts.releaseAll(claims);
        keys.destroy(userId);
    }

    @CommandHandler
    void decide(ReviseUser c, Claims claims, Facts facts) {
        Admins.require(c.by(), facts);
        if (c.profile() != null) decide(c.profile());
        if (c.email() != null) mailbox.set(c.email(), claims);
        if (c.role() != null) decide(c.role(), facts);
        if (c.ban() != null) decide(c.ban(), facts);
        if (c.unban() != null) decide(c.unban(), facts);
    }

    @CommandHandler
    void decide(ChangeRole c, Facts facts) {
        Admins.require(c.by(), facts);
        if (c.by().equals(userId) && !Admins.isAmong(c.role())) Admins.requireOneAmong(c.others(), userId, facts);
        if (!c.role().equals(role)) apply(new RoleChanged(userId, c.role(), c.by()));
    }

    private void signIn(NewSession session, String method) {
        if (sessions.has(session.sessionId())) return;
        if (ban != null) ban.lift(userId, session.now());
        sessions.revokeExpired(userId, session.now());
        sessions.start(userId, session, method);
    }

    private boolean register(
            String newUserId, Registration r, boolean verified, String newRole, String method, Claims claims) {
        if (id != null) return false;
        apply(new UserRegistered(newUserId, r.name(), r.email(), r.image(), verified, newRole, method));
        if (r.passwordHash() != null) apply(new CredentialSet(newUserId, r.accountRowId(), r.passwordHash()));
        claims.take(ClaimKind.EMAIL, r.email(), newUserId);
        return true;
    }

    @EventSourcingHandler
    void evolve(UserEvent event) {
        switch (event) {
            case UserRegistered e -> {
                id = DerivedId.of("User", e.userId());
                userId = e.userId();
                profile = new Profile(e.name(), e.image());
                role = e.role();
            }
            case UserProfileUpdated e -> profile = new Profile(e.name(), e.image());
            case CredentialSet e -> credential = new CredentialAccount(e.accountRowId(), e.passwordHash());
            case PasswordChanged e -> credential = new CredentialAccount(e.accountRowId(), e.passwordHash());
            case AccountUnlinked e -> credential = credential.without(e.accountRowId());
            case RoleChanged e -> role = e.role();
            case UserBanned e -> ban = new Ban(e.reason(), e.until());
            case UserUnbanned e -> ban = null;
            case UserDeleted e -> deleted = true;
            default -> {}
        }
    }
}
