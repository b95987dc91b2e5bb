package io.desifans.creator.command;

import io.desifans.command.TwoNodes;

@TwoNodes.OnAxonServer
class CreatorRaceOnAxonServerTest extends CreatorRaceTest {}
