package io.desifans.web;

import java.io.IOException;

/** The body has more bytes than we read: 413. */
public final class BodyTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    public BodyTooLarge() {
        super("the body is too large");
    }
}
