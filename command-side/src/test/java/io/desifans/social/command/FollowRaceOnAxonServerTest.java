package io.desifans.social.command;

import io.desifans.command.TwoNodes;

@TwoNodes.OnAxonServer
class FollowRaceOnAxonServerTest extends FollowRaceTest {}
