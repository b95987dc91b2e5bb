package io.desifans.app;

import io.desifans.eventstore.EventLog;
import io.desifans.test.TestDatabase;
import java.net.URI;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;

/** The whole application over HTTP, on a PostgreSQL and with a mail server that all these tests share. */
@SpringBootTest(
        classes = DesiFans.class,
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {
            "desifans.master-key=t0kQhlqlzc3gL2EHR3KGIUuAcm8uRn99Hs4mBcHzge8=",
            "desifans.auth-secret=8+6JGauPz99rvc/61Kz6sdTkfDgsgPbIB6opKG1XKY0=",
            "desifans.wait-for-position=20s", // longer than a starved machine stalls; what is tested is that it ends
            "desifans.gateway.api-key=" + Gateway.API_KEY,
            "desifans.gateway.webhook-secrets=" + Gateway.WEBHOOK_SECRET,
            "desifans.oidc.google.client-id=desifans",
            "desifans.oidc.google.client-secret=" + Provider.CLIENT_SECRET,
            "desifans.oidc.other.client-id=desifans",
            "desifans.oidc.other.client-secret=" + Provider.CLIENT_SECRET,
            "desifans.oidc.other.sign-up=requested",
            "desifans.push.private-key=" + EndToEndTest.VAPID_PRIVATE_KEY,
            "desifans.push.public-key=" + EndToEndTest.VAPID_PUBLIC_KEY,
            "desifans.push.contact=mailto:push@example.test",
            "desifans.push.anywhere=true",
            "desifans.rate-limits=false",
            "desifans.payouts.hold-days=0",
            "desifans.payouts.threshold-paise=100",
            "desifans.payouts.bank-change-block-hours=0",
            "desifans.first-admin.email=admin@example.test",
            "desifans.first-admin.password=correct horse battery"
        })
@Import(SentSpans.Receiver.class)
@TestExecutionListeners(listeners = ReplayedAfterwards.class, mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
abstract class EndToEndTest {

    static final String VAPID_PUBLIC_KEY =
            "BEB-dUDxMkU_DQ1CPIZ6joT0D8aI2vIZqqkgglMTH56ddfJw-A9bsGlIDsTK9m4UHPl80XkglDtBNboUL5nM_6o";
    static final String VAPID_PRIVATE_KEY = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWjwcYc9coDFT"
            + "5CGQRldHX2F0Me9Uondoyrs1Z92T39uhRANCAARAfnVA8TJFPw0NQjyGeo6E9A/GiNryGa"
            + "qpIIJTEx+enXXycPgPW7BpSA7EyvZuFBz5fNF5IJQ7QTW6FC+ZzP+q";

    private static final DataSource DATABASE = TestDatabase.empty();
    private static final int GATEWAY_PORT = Ports.free();
    private static final int PROVIDER_PORT = Ports.free();

    static final MailServer MAIL = new MailServer();

    @LocalServerPort
    int port;

    @Autowired
    DataSource database;

    @Autowired
    private EventLog log;

    @Value("${desifans.gateway.base-url}")
    private URI gateway;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> Database.ofReadModel(TestDatabase.url(DATABASE)));
        // Known before the start, so that its own address is an origin to be trusted.
        int applicationPort = Ports.free();
        registry.add("server.port", () -> applicationPort);
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", MAIL::port);
        registry.add("desifans.gateway.base-url", () -> "http://localhost:" + GATEWAY_PORT);
        registry.add("desifans.oidc.google.issuer", () -> SimulatedProvider.issuer(PROVIDER_PORT));
        registry.add("desifans.oidc.other.issuer", () -> SimulatedProvider.issuer(PROVIDER_PORT));
    }

    Gateway gateway() {
        return Gateway.of(gateway.getPort(), port);
    }

    /** Under both names, {@code google} and {@code other}; at the latter nobody becomes a user without wishing to. */
    Provider provider() {
        return Provider.of(PROVIDER_PORT, port);
    }

    /** Comes back when every process and the read model have come to the end of the log, and nothing follows. */
    void drained() throws SQLException {
        Drained.await(database, () -> log.lastVisible().seq());
    }

    Api anonymous() {
        return new Api("http://localhost:" + port);
    }

    Api admin() {
        return anonymous().signIn("admin@example.test", "correct horse battery");
    }
}
