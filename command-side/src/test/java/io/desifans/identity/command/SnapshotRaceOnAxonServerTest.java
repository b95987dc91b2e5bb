package io.desifans.identity.command;

import io.desifans.command.TwoNodes;

@TwoNodes.OnAxonServer
class SnapshotRaceOnAxonServerTest extends SnapshotRaceTest {}
