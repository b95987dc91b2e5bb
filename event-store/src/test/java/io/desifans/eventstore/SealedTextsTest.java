package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import io.desifans.test.TestDatabase;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SealedTextsTest {

    private static final BankDetailsChanged CHANGED = new BankDetailsChanged(
            "meera", "ABCDE1234F", "123456789012", "HDFC0000001", null, "Meera Nair", null, "savings");

    private final DataSource database = TestDatabase.filledBy("event_store", EventStoreSchema::migrate);
    private final StoredNames names = StoredNames.ofAllFamilies();
    private final PersonKeys keys = new PersonKeys(database, MasterKeys.ANY);
    private final SealedTexts texts = new SealedTexts(keys);
    private final PostgresEventStorageEngine engine = new PostgresEventStorageEngine(
            database,
            new EventSerializer(names),
            Upcasters.after(new PersonalDataOpening(keys, new EventSerializer(names))));
    private final PostgresEventStore store = new PostgresEventStore(engine, database);

    @BeforeEach
    void publish() {
        store.registerDispatchInterceptor(new PersonalDataSealing(names, keys));
        String id = UUID.randomUUID().toString();
        store.publish(new GenericDomainEventMessage<>("Creator", id, 0, CHANGED, Map.of("actor", "meera")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void the_stored_event_and_what_is_read_of_it_hold_no_value_in_clear() {
        String stored = String.join("\n", Sql.texts(database, "select e::text from event_store.event e"));
        BankDetailsChanged read = read();
        String values = read.pan() + read.accountNumber() + read.ifscCode() + read.accountHolderName();
        assertThat(stored + read + values)
                .doesNotContain("ABCDE1234F", "123456789012", "HDFC0000001", "Meera Nair", "savings");
        assertThat(CHANGED.toString()).isEqualTo("BankDetailsChanged[creatorId=meera]");
        assertThat(Sql.texts(database, "select payload->>'pan' from event_store.event"))
                .allSatisfy(column -> assertThat(EventJson.MAPPER.readTree(column))
                        .isEqualTo(EventJson.MAPPER.readTree(Objects.requireNonNull(read.pan()))));
        assertThat(read.bankName()).isNull();
    }

    @Test
    void a_text_is_opened_where_it_lies_as_long_as_the_key_is_there() {
        BankDetailsChanged read = read();
        assertThat(texts.open(read.pan())).hasValue("ABCDE1234F");
        assertThat(texts.open(read.accountNumber())).hasValue("123456789012");

        keys.destroy(PersonKeys.keyId("meera"));
        assertThat(texts.open(read.pan())).isEmpty();
        assertThat(read()).isEqualTo(new BankDetailsChanged("meera", null, null, null, null, null, null, null));
    }

    @Test
    void what_was_changed_or_never_sealed_is_refused_without_quoting_it() {
        String pan = read().pan();
        for (String wrong : new String[] {pan.replace("\"pan\"", "\"ifscCode\""), "123456789012", "{", "{}"})
            assertThatThrownBy(() -> texts.open(wrong))
                    .isInstanceOf(SealedValueRefused.class)
                    .hasMessageNotContaining("123456789012");
    }

    private BankDetailsChanged read() {
        return (BankDetailsChanged)
                engine.readEvents(null, false).findFirst().orElseThrow().getPayload();
    }
}
