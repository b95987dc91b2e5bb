package io.desifans.billing;

import java.util.UUID;

/** An earning that goes into a payout; gross less fee is what the creator gets of it. All in paise. */
public record AllocatedItem(UUID transactionId, long grossPaise, long feePaise, long netPaise) {}
