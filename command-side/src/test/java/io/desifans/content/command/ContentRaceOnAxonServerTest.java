package io.desifans.content.command;

import io.desifans.command.TwoNodes;

@TwoNodes.OnAxonServer
class ContentRaceOnAxonServerTest extends ContentRaceTest {}
