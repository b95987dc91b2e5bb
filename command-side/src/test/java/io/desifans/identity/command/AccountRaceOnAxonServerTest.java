package io.desifans.identity.command;

import io.desifans.command.TwoNodes;

@TwoNodes.OnAxonServer
class AccountRaceOnAxonServerTest extends AccountRaceTest {}
