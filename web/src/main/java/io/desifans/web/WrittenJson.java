package io.desifans.web;

/** An answer that has become JSON already. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record WrittenJson(byte[] bytes) {}
