package io.desifans.command;

/**
 * A wish that moves money or what is bought with it. A request that sends one is answered when the tables show what came of
 * it, so that whoever looks next sees it on any node.
 */
public interface MoneyCommand extends Command {}
