package io.desifans.creator.command;

import static io.desifans.command.Past.ADMIN;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.registered;

import io.desifans.Event;
import io.desifans.billing.AccountType;
import io.desifans.billing.BankDetails;
import io.desifans.command.ClaimKind;
import io.desifans.command.Past;
import io.desifans.command.StateTable;
import io.desifans.creator.ContentType;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import io.desifans.creator.CreatorEvent.BankDetailsVerified;
import io.desifans.creator.CreatorEvent.CreatorApproved;
import io.desifans.creator.CreatorEvent.CreatorDeleted;
import io.desifans.creator.CreatorEvent.CreatorRegistered;
import io.desifans.creator.CreatorEvent.CreatorRejected;
import io.desifans.creator.CreatorEvent.OnboardingStepSaved;
import io.desifans.creator.CreatorType;
import io.desifans.creator.MembershipEvent.MembershipChanged;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import io.desifans.creator.MembershipEvent.MembershipWithdrawn;
import io.desifans.creator.OnboardingAnswers;
import io.desifans.creator.ServiceEvent.ServiceChanged;
import io.desifans.creator.ServiceEvent.ServiceOffered;
import io.desifans.creator.ServiceEvent.ServiceWithdrawn;
import io.desifans.creator.ServiceType;
import io.desifans.creator.command.CreatorCommand.ApproveCreator;
import io.desifans.creator.command.CreatorCommand.ChangeBankDetails;
import io.desifans.creator.command.CreatorCommand.ChangeProfile;
import io.desifans.creator.command.CreatorCommand.ChangeUsername;
import io.desifans.creator.command.CreatorCommand.CompleteOnboarding;
import io.desifans.creator.command.CreatorCommand.DeleteCreator;
import io.desifans.creator.command.CreatorCommand.RejectCreator;
import io.desifans.creator.command.CreatorCommand.RevealBankDetails;
import io.desifans.creator.command.CreatorCommand.SaveOnboardingStep;
import io.desifans.creator.command.CreatorCommand.VerifyBankDetails;
import io.desifans.creator.command.Membership.MembershipCommand;
import io.desifans.creator.command.Service.ServiceCommand;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** What every command does in every state of a creator, a membership and a service. */
class CreatorStatesTest {

    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final OnboardingAnswers ANSWERS = new OnboardingAnswers(
            "IN",
            CreatorType.HUMAN,
            ContentType.GENERAL,
            "asha",
            "Display name",
            "female",
            LocalDate.of(1998, 4, 1),
            List.of("Music"));
    private static final List<Event> ANSWERED =
            List.of(new CreatorRegistered(ASHA, "Asha"), new OnboardingStepSaved(ASHA, 8, ANSWERS));
    private static final List<Event> ONBOARDED = and(ANSWERED, Past.onboarded(ASHA, "asha"));
    private static final MembershipOffered TIER = new MembershipOffered(ID, ASHA, "Gold", "All", 100, true, null);
    private static final ServiceOffered SERVICE =
            new ServiceOffered(ID, ASHA, "Call", "A call", 100, ServiceType.CHAT, 30, true);

    @Test
    void every_command_in_every_state_of_a_creator() {
        StateTable.holds("""
                command         | none                                   | answered                 | onboarded                | with bank             | verified              | approved                 | rejected                 | deleted
                answer          | +CreatorRegistered+OnboardingStepSaved | +OnboardingStepSaved     | 409 ALREADY_ONBOARDED    | 409 ALREADY_ONBOARDED | 409 ALREADY_ONBOARDED | 409 ALREADY_ONBOARDED    | +OnboardingStepSaved     | 409 CREATOR_DELETED
                answer the same | +CreatorRegistered+OnboardingStepSaved | -                        | -                        | -                     | -                     | -                        | -                        | 409 CREATOR_DELETED
                complete        | 409 ONBOARDING_INCOMPLETE              | +OnboardingCompleted     | -                        | -                     | -                     | -                        | +OnboardingCompleted     | 409 CREATOR_DELETED
                change profile  | 403 NOT_A_CREATOR                      | 403 NOT_A_CREATOR        | +ProfileChanged          | +ProfileChanged       | +ProfileChanged       | +ProfileChanged          | 403 NOT_A_CREATOR        | 409 CREATOR_DELETED
                change bank     | 403 NOT_A_CREATOR                      | 403 NOT_A_CREATOR        | +BankDetailsChanged      | +BankDetailsChanged   | +BankDetailsChanged   | +BankDetailsChanged      | 403 NOT_A_CREATOR        | 409 CREATOR_DELETED
                verify bank     | 404                                    | 409 BANK_DETAILS_MISSING | 409 BANK_DETAILS_MISSING | +BankDetailsVerified  | -                     | 409 BANK_DETAILS_MISSING | 409 BANK_DETAILS_MISSING | 409 CREATOR_DELETED
                reveal bank     | 404                                    | 409 BANK_DETAILS_MISSING | 409 BANK_DETAILS_MISSING | +BankDetailsRevealed  | +BankDetailsRevealed  | 409 BANK_DETAILS_MISSING | 409 BANK_DETAILS_MISSING | 409 CREATOR_DELETED
                change username | 404                                    | +UsernameChanged         | 409 USERNAME_LOCKED      | 409 USERNAME_LOCKED   | 409 USERNAME_LOCKED   | 409 USERNAME_LOCKED      | +UsernameChanged         | 409 CREATOR_DELETED
                approve         | 404                                    | 409 NOT_ONBOARDED        | +CreatorApproved         | +CreatorApproved      | +CreatorApproved      | -                        | 409 NOT_ONBOARDED        | 409 CREATOR_DELETED
                reject          | 404                                    | 409 NOT_ONBOARDED        | +CreatorRejected         | +CreatorRejected      | +CreatorRejected      | +CreatorRejected         | -                        | 409 CREATOR_DELETED
                delete          | 404                                    | +CreatorDeleted          | +CreatorDeleted          | +CreatorDeleted       | +CreatorDeleted       | +CreatorDeleted          | +CreatorDeleted          | -""", CreatorStatesTest::creator, CreatorStatesTest::ofCreator, CreatorCommand.class);
    }

    private static TestExecutor<?> creator(String state) {
        BankDetailsChanged bank =
                new BankDetailsChanged(ASHA, "ABCDE1234F", "123456789", "HDFC0000001", null, "Asha", null, "savings");
        List<Event> events = switch (state) {
            case "none" -> List.of();
            case "answered" -> ANSWERED;
            case "onboarded" -> ONBOARDED;
            case "with bank" -> and(ONBOARDED, bank);
            case "verified" -> and(ONBOARDED, bank, new BankDetailsVerified(ASHA));
            case "approved" -> and(ONBOARDED, new CreatorApproved(ASHA));
            case "rejected" -> and(ONBOARDED, new CreatorRejected(ASHA, "Not you", ANSWERS));
            case "deleted" -> and(ONBOARDED, new CreatorDeleted(ASHA));
            default -> throw new IllegalArgumentException(state);
        };
        Past past = new Past().and(registered(ASHA, "user"), registered(ADMIN, "user,admin"));
        past.and(events.toArray(Event[]::new));
        if (events.containsAll(ONBOARDED) && !state.equals("deleted"))
            past.taken(ClaimKind.USERNAME, "asha", ASHA).taken(ClaimKind.SUBDOMAIN, "asha", ASHA);
        return past.fixture(Creator.class).given(events);
    }

    private static CreatorCommand ofCreator(String name) {
        return switch (name) {
            case "answer" -> new SaveOnboardingStep(ASHA, OnboardingStep.COUNTRY, country("LK"));
            case "answer the same" -> new SaveOnboardingStep(ASHA, OnboardingStep.COUNTRY, country("IN"));
            case "complete" -> new CompleteOnboarding(ASHA, LocalDate.of(2026, 3, 1));
            case "change profile" -> new ChangeProfile(ASHA, "Asha R", null, null, null);
            case "change bank" ->
                new ChangeBankDetails(
                        ASHA,
                        new BankDetails(
                                "ABCDE1234F", "987654321", "HDFC0000001", null, "Asha", null, AccountType.SAVINGS));
            case "verify bank" -> new VerifyBankDetails(ASHA);
            case "reveal bank" -> new RevealBankDetails(ASHA);
            case "change username" -> new ChangeUsername(ASHA, "asha-2");
            case "approve" -> new ApproveCreator(ASHA);
            case "reject" -> new RejectCreator(ASHA, "Not you");
            case "delete" -> new DeleteCreator(ASHA);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static OnboardingAnswers country(String country) {
        return new OnboardingAnswers(country, null, null, null, null, null, null, null);
    }

    @Test
    void every_command_in_every_state_of_a_membership() {
        StateTable.holds(
                """
                command       | none               | offered              | changed              | withdrawn
                offer         | +MembershipOffered | -                    | -                    | 409 ID_TAKEN
                offer another | +MembershipOffered | 409 ID_TAKEN         | 409 ID_TAKEN         | 409 ID_TAKEN
                change        | 404                | +MembershipChanged   | -                    | 404 NOT_FOUND
                withdraw      | 404                | +MembershipWithdrawn | +MembershipWithdrawn | -""",
                state -> Past.ofFourUsers()
                        .fixture(Membership.class)
                        .given(
                                switch (state) {
                                    case "none" -> List.of();
                                    case "offered" -> List.of(TIER);
                                    case "changed" ->
                                        List.of(TIER, new MembershipChanged(ID, ASHA, "Gold", "All", 200, true, null));
                                    case "withdrawn" -> List.of(TIER, new MembershipWithdrawn(ID, ASHA));
                                    default -> throw new IllegalArgumentException(state);
                                }),
                name -> switch (name) {
                    case "offer" -> new MembershipCommand.OfferMembership(ID, ASHA, "Gold", "All", 100, true, null);
                    case "offer another" ->
                        new MembershipCommand.OfferMembership(ID, ASHA, "Silver", "All", 100, true, null);
                    case "change" -> new MembershipCommand.ChangeMembership(ID, ASHA, null, null, 200L, null, null);
                    case "withdraw" -> new MembershipCommand.WithdrawMembership(ID, ASHA);
                    default -> throw new IllegalArgumentException(name);
                },
                MembershipCommand.class);
    }

    @Test
    void every_command_in_every_state_of_a_service() {
        StateTable.holds(
                """
                command       | none            | offered           | changed           | withdrawn
                offer         | +ServiceOffered | -                 | -                 | 409 ID_TAKEN
                offer another | +ServiceOffered | 409 ID_TAKEN      | 409 ID_TAKEN      | 409 ID_TAKEN
                change        | 404             | +ServiceChanged   | -                 | 409 SERVICE_WITHDRAWN
                withdraw      | 404             | +ServiceWithdrawn | +ServiceWithdrawn | -""",
                state -> Past.ofFourUsers()
                        .fixture(Service.class)
                        .given(
                                switch (state) {
                                    case "none" -> List.of();
                                    case "offered" -> List.of(SERVICE);
                                    case "changed" ->
                                        List.of(SERVICE, new ServiceChanged(ID, ASHA, "Call", "A call", 200, 30, true));
                                    case "withdrawn" -> List.of(SERVICE, new ServiceWithdrawn(ID, ASHA));
                                    default -> throw new IllegalArgumentException(state);
                                }),
                name -> switch (name) {
                    case "offer" -> offer("Call");
                    case "offer another" -> offer("Chat");
                    case "change" -> new ServiceCommand.ChangeService(ID, ASHA, null, null, 200L, null, null);
                    case "withdraw" -> new ServiceCommand.WithdrawService(ID, ASHA);
                    default -> throw new IllegalArgumentException(name);
                },
                ServiceCommand.class);
    }

    private static ServiceCommand offer(String name) {
        return new ServiceCommand.OfferService(ID, ASHA, name, "A call", 100, ServiceType.CHAT, 30, true);
    }

    private static List<Event> and(List<Event> events, Event... more) {
        List<Event> all = new ArrayList<>(events);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
