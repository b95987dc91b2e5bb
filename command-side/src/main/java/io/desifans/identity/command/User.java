package io.desifans.identity.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.command.Facts;
import io.desifans.command.Keys;
import io.desifans.command.UserFacts;
import io.desifans.identity.UserEvent;
import io.desifans.identity.UserEvent.CredentialSet;
import io.desifans.identity.UserEvent.RoleChanged;
import io.desifans.identity.UserEvent.SessionRefreshed;
import io.desifans.identity.UserEvent.SessionRevoked;
import io.desifans.identity.UserEvent.SessionStarted;
import io.desifans.identity.UserEvent.UserBanned;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.identity.UserEvent.UserUnbanned;
import io.desifans.identity.command.UserCommand.BanUser;
import io.desifans.identity.command.UserCommand.ChangeRole;
import io.desifans.identity.command.UserCommand.EraseUser;
import io.desifans.identity.command.UserCommand.MakeFirstAdmin;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.RefreshSession;
import io.desifans.identity.command.UserCommand.RegisterFirstAdmin;
import io.desifans.identity.command.UserCommand.RegisterUser;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.identity.command.UserCommand.RevokeSession;
import io.desifans.identity.command.UserCommand.StartSession;
import io.desifans.identity.command.UserCommand.UnbanUser;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A user with their password and sessions, so that sign-in, revocation and erasure happen one after the other. */
@Aggregate
public class User {

    static final String ADMIN = "admin";
    static final String BANNED = "BANNED_USER";

    @AggregateIdentifier
    private @Nullable UUID id;

    private String userId = "";
    private @Nullable String email;
    private @Nullable String passwordHash;
    private String role = "";
    private @Nullable Ban ban;
    private boolean deleted;
    private final Map<String, LiveSession> sessions = new LinkedHashMap<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RegisterUser c, Claims claims) {
        if (register(c.userId(), c.registration(), "user", claims)) start(c.userId(), c.session());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RegisterFirstAdmin c, Claims claims) {
        if (register(c.userId(), c.registration(), ADMIN, claims)) claims.take(ClaimKind.FIRST_ADMIN, "", c.userId());
    }

    @CommandHandler
    void decide(MakeFirstAdmin c, Claims claims) {
        requireHere();
        claims.take(ClaimKind.FIRST_ADMIN, "", userId);
        if (!isAdmin(role)) apply(new RoleChanged(userId, role + "," + ADMIN, "system:bootstrap"));
    }

    @CommandHandler
    void decide(StartSession c) {
        requireHere();
        if (!c.verifiedHash().equals(passwordHash))
            throw Rejected.conflict("PASSWORD_CHANGED", "The password changed.");
        if (sessions.containsKey(c.session().sessionId())) return;
        liftBan(c.session().now());
        for (String expired : expiredAt(c.session().now())) apply(new SessionRevoked(userId, expired, "expiry"));
        start(userId, c.session());
    }

    @CommandHandler
    void decide(RefreshSession c) {
        requireHere();
        LiveSession session = sessions.get(c.sessionId());
        if (session == null || !session.isDue(c.now())) return;
        apply(new SessionRefreshed(userId, c.sessionId(), c.now().plus(LiveSession.REMEMBERED)));
    }

    @CommandHandler
    void decide(RevokeSession c) {
        requireHere();
        if (sessions.containsKey(c.sessionId())) apply(new SessionRevoked(userId, c.sessionId(), c.cause()));
    }

    /** The sessions end in the same commit. Nobody bans themselves, so there is always an admin left. */
    @CommandHandler
    void decide(BanUser c, Facts facts) {
        requireHere();
        if (c.by().equals(userId))
            throw Rejected.invalid("YOU_CANNOT_BAN_YOURSELF", "userId", "You cannot ban yourself");
        requireAdmin(c.by(), facts);
        Ban next = new Ban(c.reason(), c.until());
        if (!next.equals(ban)) apply(new UserBanned(userId, c.reason(), c.until(), c.by()));
        for (String session : List.copyOf(sessions.keySet())) apply(new SessionRevoked(userId, session, "ban"));
    }

    @CommandHandler
    void decide(UnbanUser c, Facts facts) {
        requireHere();
        requireAdmin(c.by(), facts);
        if (ban != null) apply(new UserUnbanned(userId, c.by(), "admin"));
    }

    @CommandHandler
    void decide(EraseUser c, Claims claims, Keys keys, Facts facts) {
        requireHere();
        if (c.by().equals(userId))
            throw Rejected.conflict("YOU_CANNOT_ERASE_YOURSELF", "Another admin has to do this.");
        requireAdmin(c.by(), facts);
        apply(new UserDeleted(userId, c.by(), "erasure"));
        if (email != null) claims.release(ClaimKind.EMAIL, email, userId);
        CreatorNames.of(userId, facts).release(claims, userId);
        keys.destroy(userId);
    }

    @CommandHandler
    void decide(ChangeRole c, Facts facts) {
        requireHere();
        requireAdmin(c.by(), facts);
        if (c.by().equals(userId) && !isAdmin(c.role())) requireAdminAmong(c.others(), facts);
        if (!c.role().equals(role)) apply(new RoleChanged(userId, c.role(), c.by()));
    }

    /** Whoever erases or demotes another stays an admin, so there is always one left. */
    private static void requireAdmin(String userId, Facts facts) {
        if (!isAdmin(userId, facts)) throw Rejected.forbidden("NOT_ALLOWED", "You may not do this.");
    }

    private void requireAdminAmong(List<String> others, Facts facts) {
        if (others.stream().noneMatch(other -> !other.equals(userId) && isAdmin(other, facts)))
            throw Rejected.conflict("LAST_ADMIN", "role", "The last admin keeps the role. Make another one first.");
    }

    private static boolean isAdmin(String userId, Facts facts) {
        return UserFacts.of(facts, userId).isAdmin();
    }

    private void liftBan(Instant now) {
        if (ban == null) return;
        if (!ban.isOverAt(now))
            throw Rejected.forbidden(
                    BANNED,
                    "You have been banned from this application. Please contact support if you believe this is an error.");
        apply(new UserUnbanned(userId, "system:sign-in", "expired"));
    }

    private boolean register(String newUserId, Registration r, String newRole, Claims claims) {
        if (id != null) {
            requireHere();
            return false;
        }
        apply(new UserRegistered(newUserId, r.name(), r.email(), r.image(), false, newRole, "email"));
        apply(new CredentialSet(newUserId, r.accountRowId(), r.passwordHash()));
        claims.take(ClaimKind.EMAIL, r.email(), newUserId);
        return true;
    }

    private static void start(String userId, NewSession s) {
        apply(new SessionStarted(
                userId,
                s.sessionId(),
                s.tokenHash(),
                s.expiresAt(),
                s.remember(),
                s.ipAddress(),
                s.userAgent(),
                "email"));
    }

    private List<String> expiredAt(Instant now) {
        return sessions.entrySet().stream()
                .filter(session -> !now.isBefore(session.getValue().expiresAt()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void requireHere() {
        if (deleted) throw Rejected.notFound("user");
    }

    private static boolean isAdmin(String roles) {
        return List.of(roles.split(",")).contains(ADMIN);
    }

    @EventSourcingHandler
    void evolve(UserEvent event) {
        switch (event) {
            case UserRegistered e -> {
                id = DerivedId.of("User", e.userId());
                userId = e.userId();
                email = e.email();
                role = e.role();
            }
            case CredentialSet e -> passwordHash = e.passwordHash();
            case RoleChanged e -> role = e.role();
            case UserBanned e -> ban = new Ban(e.reason(), e.until());
            case UserUnbanned e -> ban = null;
            case SessionStarted e -> sessions.put(e.sessionId(), new LiveSession(e.expiresAt(), e.remember()));
            case SessionRefreshed e -> sessions.put(e.sessionId(), new LiveSession(e.expiresAt(), true));
            case SessionRevoked e -> sessions.remove(e.sessionId());
            case UserDeleted e -> deleted = true;
        }
    }

    /** @param until null for never */
    private record Ban(@Nullable String reason, @Nullable Instant until) {

        boolean isOverAt(Instant now) {
            return until != null && !now.isBefore(until);
        }
    }
}
