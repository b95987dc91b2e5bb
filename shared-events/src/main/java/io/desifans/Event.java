package io.desifans;

/** Something that happened and is stored for good. Each family of events is a sealed interface below this one. */
public interface Event {}
