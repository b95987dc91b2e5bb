package io.desifans.app.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.desifans.app.architecture.Packages.all;
import static io.desifans.app.architecture.Packages.below;
import static io.desifans.app.architecture.Packages.events;
import static io.desifans.app.architecture.Packages.ofDomains;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import io.desifans.projection.Projector;
import java.util.function.Function;
import java.util.function.Predicate;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jooq.DSLContext;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;

/** Same events, same result: whatever decides and whatever projects sees nothing but messages. */
enum PurityRule implements Rule {
    AGGREGATES_SEE_NO_CLOCK_NO_RANDOM_AND_NOTHING_OUTSIDE(root -> noClasses()
            .that(belongTo("an aggregate", PurityRule::isAggregate))
            .should()
            .dependOnClassesThat(Impure.TYPES.or(Impure.ours(root)).or(resideInAnyPackage("org.jooq..")))
            .orShould()
            .callCodeUnitWhere(Impure.CALLS)),

    PROJECTORS_SEE_NO_CLOCK_NO_RANDOM_AND_NOTHING_OUTSIDE(root -> noClasses()
            .that(belongTo("a projector", type -> type.isAssignableTo(Projector.class)))
            .should()
            .dependOnClassesThat(Impure.TYPES
                    .or(Impure.ours(root))
                    .or(assignableTo(DSLContext.class))
                    .or(resideInAnyPackage("org.jooq.impl", "org.springframework.jdbc..")))
            .orShould()
            .callCodeUnitWhere(Impure.CALLS)),

    EVENTS_SEE_NO_CLOCK_NO_RANDOM_AND_NOTHING_OUTSIDE(root -> noClasses()
            .that()
            .resideInAnyPackage(events(root))
            .should()
            .dependOnClassesThat(Impure.TYPES)
            .orShould()
            .callCodeUnitWhere(Impure.CALLS)),

    ONLY_THE_WRITER_CHANGES_TABLES(root -> noClasses()
            .that()
            .resideOutsideOfPackages(below(root, "projection", "db"))
            .and()
            .doNotHaveFullyQualifiedName(root + ".audit.query.AccessRecord") // who looked is no event and no read model
            .should()
            .callCodeUnitWhere(target(owner(assignableTo(DSLContext.class)
                            .or(assignableTo(DSL.class))
                            .or(assignableTo(TableRecord.class))))
                    .and(target(nameMatching(
                            "(insert|update|delete|merge|truncate|batch|load|execute|store|create|alter|drop).*")))
                    .as("a statement that changes rows or tables is made"))),

    QUERIES_READ_BY_JOOQ_ALONE(root -> noClasses()
            .that()
            .resideInAnyPackage(all(ofDomains(root, ".query"), below(root, "query")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql", "org.springframework.jdbc..")));

    private final Function<String, ArchRule> rule;

    PurityRule(Function<String, ArchRule> rule) {
        this.rule = rule;
    }

    @Override
    public ArchRule in(String root) {
        return rule.apply(root);
    }

    private static boolean isAggregate(JavaClass type) {
        return type.getFields().stream().anyMatch(field -> field.isAnnotatedWith(AggregateIdentifier.class));
    }

    /** Such a class, or one nested in it. */
    private static DescribedPredicate<JavaClass> belongTo(String what, Predicate<JavaClass> kind) {
        return DescribedPredicate.describe("belong to " + what, type -> {
            JavaClass outermost = type;
            while (outermost.getEnclosingClass().isPresent()) {
                outermost = outermost.getEnclosingClass().get();
            }
            return kind.test(outermost);
        });
    }
}
