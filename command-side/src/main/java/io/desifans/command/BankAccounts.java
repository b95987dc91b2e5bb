package io.desifans.command;

import io.desifans.DerivedId;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import io.desifans.creator.CreatorEvent.BankDetailsVerified;
import io.desifans.web.Rejected;
import java.util.Optional;
import java.util.function.Function;

/** Where creators are paid, in clear. A command handler that must know it takes this as a parameter. */
public final class BankAccounts {

    private final Facts facts;
    private final Function<String, Optional<String>> opener;

    /** @param opener opens a text that was kept sealed; nothing if its key is destroyed */
    public BankAccounts(Facts facts, Function<String, Optional<String>> opener) {
        this.facts = facts;
        this.opener = opener;
    }

    /** 409 if there are no details, or none any more. */
    public BankAccount given(String creatorId) {
        BankAccount account = of(creatorId);
        if (account.details() == null)
            throw Rejected.conflict("BANK_DETAILS_MISSING", "The creator has given no bank details.");
        return account;
    }

    public BankAccount of(String creatorId) {
        return facts.fold(DerivedId.of("Creator", creatorId), BankAccount.NONE, (account, event, at) -> switch (event) {
            case BankDetailsChanged e -> BankAccount.of(e, at, opener);
            case BankDetailsVerified e -> account.nowVerified();
            default -> account;
        });
    }
}
