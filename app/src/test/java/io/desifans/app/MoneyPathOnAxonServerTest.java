package io.desifans.app;

@OnAxonServer
class MoneyPathOnAxonServerTest extends MoneyPathTest {}
