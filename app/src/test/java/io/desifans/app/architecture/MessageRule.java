package io.desifans.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static io.desifans.app.architecture.Forms.A_FRACTION;
import static io.desifans.app.architecture.Forms.A_LONG;
import static io.desifans.app.architecture.Forms.messages;
import static io.desifans.app.architecture.Packages.all;
import static io.desifans.app.architecture.Packages.events;
import static io.desifans.app.architecture.Packages.ofDomains;

import com.tngtech.archunit.lang.ArchRule;
import io.desifans.Event;
import io.desifans.command.Command;
import io.desifans.command.SentBy;
import java.util.function.Function;

/** What events and commands look like. */
enum MessageRule implements Rule {
    EVENTS_ARE_RECORDS_IN_SEALED_FAMILIES(
            root -> classes().that(messages(Event.class)).should(Forms.beRecordsInASealedFamily(Event.class))),

    COMMANDS_ARE_RECORDS_IN_SEALED_FAMILIES(
            root -> classes().that(messages(Command.class)).should(Forms.beRecordsInASealedFamily(Command.class))),

    NO_TWO_EVENTS_HAVE_ONE_NAME(
            root -> classes().that(messages(Event.class)).should(Forms.haveASimpleNameOfTheirOwn())),

    THE_NAME_OF_A_MESSAGE_HAS_NO_SUFFIX(root -> noClasses()
            .that(messages(Event.class).or(messages(Command.class)))
            .should()
            .haveNameMatching(".*(Event|Command)")),

    EVERY_COMMAND_NAMES_WHO_MAY_SEND_IT(
            root -> classes().that(messages(Command.class)).should().beAnnotatedWith(SentBy.class)),

    EVENTS_HOLD_PLAIN_VALUES(root -> fields().that()
            .areDeclaredInClassesThat(messages(Event.class))
            .and()
            .areNotStatic()
            .should(Forms.holdPlainValues(root))),

    COMPONENTS_OF_MESSAGES_ARE_NAMED_IN_FULL(root -> noFields()
            .that()
            .areDeclaredInClassesThat(messages(Event.class).or(messages(Command.class)))
            .should()
            .haveName("id")),

    MONEY_IS_A_LONG(root -> fields().that().haveNameMatching(".*Paise").should().haveRawType(A_LONG)),

    EVENTS_COMMANDS_AND_RULES_KNOW_NO_FRACTIONS(root -> noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(all(events(root), ofDomains(root, ".command")))
            .should()
            .haveRawType(A_FRACTION));

    private final Function<String, ArchRule> rule;

    MessageRule(Function<String, ArchRule> rule) {
        this.rule = rule;
    }

    @Override
    public ArchRule in(String root) {
        return rule.apply(root);
    }
}
