package io.desifans.eventstore;

/** Master keys for tests. */
final class MasterKeys {

    static final MasterKey ANY = MasterKey.of("fVoT1Jgrux5IKt30I4jWOMlcCgn+5eTk/fPB/OiVoXA=");
    static final MasterKey ANOTHER = MasterKey.of("8IY2izbkJUVG6VY9OFB/0zDSL+oiO7a01zvE0PpXpks=");

    private MasterKeys() {}
}
