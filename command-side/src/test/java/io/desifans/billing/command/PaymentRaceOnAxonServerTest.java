package io.desifans.billing.command;

import io.desifans.command.TwoNodes;

@TwoNodes.OnAxonServer
class PaymentRaceOnAxonServerTest extends PaymentRaceTest {}
