package io.desifans.app;

@OnAxonServer
class SignUpRaceOnAxonServerTest extends SignUpRaceTest {}
