package io.desifans.billing.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;

import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentType;
import io.desifans.billing.command.PaymentCommand.RecordGatewayPayment;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.content.PostType;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import io.desifans.creator.ServiceEvent.ServiceOffered;
import io.desifans.creator.ServiceType;
import java.util.List;
import java.util.UUID;

/** What Asha sells and Ravi buys in tests. */
final class Sales {

    static final UUID PAYMENT = UUID.fromString("0199a000-0000-7000-8000-0000000000a1");
    static final UUID OTHER_PAYMENT = UUID.fromString("0199a000-0000-7000-8000-0000000000a2");
    static final UUID POST = UUID.fromString("0199a000-0000-7000-8000-0000000000b1");
    static final UUID TIER = UUID.fromString("0199a000-0000-7000-8000-0000000000b2");
    static final UUID SERVICE = UUID.fromString("0199a000-0000-7000-8000-0000000000b3");
    static final long PRICE = 4900;

    private Sales() {}

    static PostPublished post(UUID postId, long pricePaise) {
        return new PostPublished(postId, ASHA, "A sunset\nfor you", PostType.EXCLUSIVE, pricePaise, List.of());
    }

    static MembershipOffered tier(UUID tierId, long feePaise, boolean visible) {
        return new MembershipOffered(tierId, ASHA, "Gold", "All", feePaise, visible, null);
    }

    static ServiceOffered service(UUID serviceId, long pricePaise, boolean visible) {
        return new ServiceOffered(
                serviceId, ASHA, "A call", "Half an hour", pricePaise, ServiceType.values()[0], 30, visible);
    }

    static PaymentInitiated initiated() {
        return new PaymentInitiated(
                PAYMENT, RAVI, ASHA, PaymentType.EXCLUSIVE_POST, POST, "A sunset", null, PRICE, 490, 4410, null);
    }

    static PaymentCompleted completed(String gatewayPaymentId, boolean lateSuccess) {
        return new PaymentCompleted(
                PAYMENT,
                RAVI,
                ASHA,
                PaymentType.EXCLUSIVE_POST,
                POST,
                null,
                PRICE,
                490,
                4410,
                gatewayPaymentId,
                lateSuccess);
    }

    /** What the gateway says of its payment, for the right amount. */
    static RecordGatewayPayment seen(String gatewayPaymentId, GatewayStatus status) {
        return new RecordGatewayPayment(PAYMENT, gatewayPaymentId, status, PRICE, "INR", null);
    }
}
