package io.desifans.identity.command;

/** What the clients of the sign-in are told when there is nothing else to tell. */
record Done(boolean status) {

    static final Done DONE = new Done(true);
}
