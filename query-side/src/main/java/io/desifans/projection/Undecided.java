package io.desifans.projection;

/** The fast way to fill a copy does not know what the tables would be. The exact way must be taken instead. */
final class Undecided extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Undecided(String why) {
        super(why);
    }
}
