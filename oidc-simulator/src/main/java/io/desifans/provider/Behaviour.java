package io.desifans.provider;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** How the provider misbehaves at present. */
final class Behaviour {

    private volatile Set<Misbehaviour> now = EnumSet.noneOf(Misbehaviour.class);

    void set(Collection<Misbehaviour> misbehaviours) {
        EnumSet<Misbehaviour> next = EnumSet.noneOf(Misbehaviour.class);
        next.addAll(misbehaviours);
        now = next;
    }

    boolean is(Misbehaviour misbehaviour) {
        return now.contains(misbehaviour);
    }
}
