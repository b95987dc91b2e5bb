package example.wrong.social.command;

import io.desifans.Event;

/** Has an event of its own, named as another. */
public class Follow {

    record PostPriced(String followId) implements Event {}
}
