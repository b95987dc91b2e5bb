package io.desifans.identity.command;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.command.Facts;
import io.desifans.identity.UserEvent.AccountLinked;
import io.desifans.identity.UserEvent.CredentialSet;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.identity.command.ImportCommand.ImportAccount;
import io.desifans.identity.command.ImportCommand.ImportUser;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.web.Rejected;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes commands of rows of another server's tables: none for what is here already, none for what is not taken over. */
@Component
final class UserImport {

    private static final String CREDENTIAL = "credential";
    private static final int LONGEST_TOKEN = 20_000;

    private final Facts facts;
    private final Claims claims;

    UserImport(Facts facts, Claims claims) {
        this.facts = facts;
        this.claims = claims;
    }

    /** What the log knows of a user. */
    private record Known(boolean here, boolean deleted, Set<String> accountRowIds) {

        private Known after(Event event) {
            switch (event) {
                case UserRegistered e -> {
                    return new Known(true, false, accountRowIds);
                }
                case UserDeleted e -> {
                    return new Known(false, true, accountRowIds);
                }
                case CredentialSet e -> accountRowIds.add(e.accountRowId());
                case AccountLinked e -> accountRowIds.add(e.accountRowId());
                default -> {}
            }
            return this;
        }
    }

    /** Empty if there is nothing left to do for the row. */
    Optional<ImportCommand> of(ImportedRow row) {
        return row.table() == ImportedRow.Table.USER ? user(row) : account(row);
    }

    private Optional<ImportCommand> user(ImportedRow row) {
        String userId = row.id("id");
        Registration registration = new Registration(
                row.text("name", 100),
                EmailAddress.normal(row.text("email", 254)),
                row.optionalText("image", 2000),
                "",
                null);
        ImportUser command = new ImportUser(
                userId,
                registration,
                row.flag("emailVerified"),
                Roles.commaList(Objects.requireNonNullElse(row.optionalText("role", 100), "user")),
                ban(row),
                row.date("createdAt"),
                row.date("updatedAt"));
        if (known(userId).here()) return Optional.empty();
        refuseHeldByAnother(claims.holderOf(ClaimKind.EMAIL, registration.email()), userId, ClaimKind.EMAIL);
        return Optional.of(command);
    }

    private static @Nullable Ban ban(ImportedRow row) {
        if (!row.flag("banned")) return null;
        String reason = Objects.requireNonNullElse(row.optionalText("banReason", 500), "No reason");
        return new Ban(reason, row.optionalDate("banExpires"));
    }

    private Optional<ImportCommand> account(ImportedRow row) {
        String userId = row.id("userId");
        String providerId = row.id("providerId");
        boolean credential = providerId.equals(CREDENTIAL);
        ProviderAccount account = new ProviderAccount(
                row.id("id"), providerId, credential ? userId : row.text("accountId", 255), tokens(row));
        ImportAccount command = new ImportAccount(
                userId, account, credential ? password(row) : null, row.date("createdAt"), row.date("updatedAt"));
        if (known(userId).accountRowIds().contains(account.rowId())) return Optional.empty();
        if (!credential) refuseHeldByAnother(account.holder(claims), userId, ClaimKind.ACCOUNT);
        return Optional.of(command);
    }

    private static ProviderTokens tokens(ImportedRow row) {
        return new ProviderTokens(
                row.optionalText("accessToken", LONGEST_TOKEN),
                row.optionalText("refreshToken", LONGEST_TOKEN),
                row.optionalText("idToken", LONGEST_TOKEN),
                row.optionalDate("accessTokenExpiresAt"),
                row.optionalDate("refreshTokenExpiresAt"),
                row.optionalText("scope", 2000));
    }

    private static String password(ImportedRow row) {
        String hash = row.text("password", 500);
        if (!PasswordHash.isWellFormed(hash))
            throw Rejected.invalid("UNKNOWN_HASH", "password", "password is not as Better Auth stores it");
        return hash;
    }

    private Known known(String userId) {
        Known known = facts.fold(DerivedId.of("User", userId), new Known(false, false, new HashSet<>()), Known::after);
        if (known.deleted()) throw Rejected.conflict("USER_DELETED", "id", "This user was deleted here.");
        return known;
    }

    private static void refuseHeldByAnother(Optional<String> holder, String userId, ClaimKind kind) {
        if (holder.isPresent() && !holder.get().equals(userId)) throw kind.refused();
    }
}
