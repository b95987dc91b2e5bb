package io.desifans.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A command whose aggregate as a rule does not exist yet: it is decided without asking the log, which refuses its event if
 * that was wrong, and then it is decided again from the log.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Founding {}
