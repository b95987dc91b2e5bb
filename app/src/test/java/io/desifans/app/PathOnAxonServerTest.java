package io.desifans.app;

@OnAxonServer
class PathOnAxonServerTest extends PathTest {}
