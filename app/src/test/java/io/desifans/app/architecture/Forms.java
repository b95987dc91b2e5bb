package io.desifans.app.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.properties.HasName.AndFullName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The forms that messages have. */
final class Forms {

    static final DescribedPredicate<JavaClass> A_LONG = anyOf(long.class, Long.class);
    static final DescribedPredicate<JavaClass> A_FRACTION =
            anyOf(double.class, Double.class, float.class, Float.class, BigDecimal.class);

    private static final Set<String> PACKAGES_OF_VALUES = Set.of("java.lang", "java.util", "java.time");

    private Forms() {}

    /** Concrete classes of this kind, records or not. */
    static DescribedPredicate<JavaClass> messages(Class<?> kind) {
        return DescribedPredicate.describe(
                "are " + kind.getSimpleName() + "s", type -> type.isAssignableTo(kind) && !type.isInterface());
    }

    static ArchCondition<JavaClass> beRecordsInASealedFamily(Class<?> kind) {
        return condition(
                "be a record nested in a sealed interface",
                type -> type.isRecord()
                        && type.getEnclosingClass().isPresent()
                        && Arrays.stream(type.reflect().getInterfaces())
                                .anyMatch(family -> family.isSealed() && kind.isAssignableFrom(family)));
    }

    static ArchCondition<JavaField> holdPlainValues(String root) {
        return condition(
                "hold values of the JDK or of ours only",
                field -> field.getType().getAllInvolvedRawTypes().stream()
                        .allMatch(type -> type.isPrimitive() || isValue(type, root)));
    }

    static ArchCondition<JavaClass> haveASimpleNameOfTheirOwn() {
        return new ArchCondition<>("have a simple name that no other has") {
            private final Map<String, JavaClass> seen = new HashMap<>();

            @Override
            public void init(Collection<JavaClass> all) {
                seen.clear();
            }

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaClass first = seen.putIfAbsent(type.getSimpleName(), type);
                if (first != null) {
                    String both = type.getName() + " is named as " + first.getName();
                    events.add(SimpleConditionEvent.violated(type, both));
                }
            }
        };
    }

    private static boolean isValue(JavaClass type, String root) {
        String name = type.getPackageName();
        boolean ours = (name.equals(root) || name.startsWith(root + ".")) && (type.isEnum() || type.isRecord());
        return ours || PACKAGES_OF_VALUES.contains(name);
    }

    private static DescribedPredicate<JavaClass> anyOf(Class<?>... types) {
        return DescribedPredicate.describe(
                Arrays.toString(types), type -> Arrays.stream(types).anyMatch(type::isEquivalentTo));
    }

    private static <T extends AndFullName> ArchCondition<T> condition(String description, Predicate<T> holds) {
        return new ArchCondition<>(description) {
            @Override
            public void check(T item, ConditionEvents events) {
                String message = item.getFullName() + " does not " + description;
                if (!holds.test(item)) events.add(SimpleConditionEvent.violated(item, message));
            }
        };
    }
}
