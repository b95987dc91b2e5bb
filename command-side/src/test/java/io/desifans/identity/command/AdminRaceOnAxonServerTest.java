package io.desifans.identity.command;

import io.desifans.command.TwoNodes;

@TwoNodes.OnAxonServer
class AdminRaceOnAxonServerTest extends AdminRaceTest {}
