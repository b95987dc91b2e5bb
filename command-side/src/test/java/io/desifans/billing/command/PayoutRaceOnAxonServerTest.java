package io.desifans.billing.command;

import io.desifans.command.TwoNodes;

@TwoNodes.OnAxonServer
class PayoutRaceOnAxonServerTest extends PayoutRaceTest {}
