import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jooq.Constants;
import org.jooq.codegen.DefaultGeneratorStrategy;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.CatalogDefinition;
import org.jooq.meta.Definition;
import org.jooq.meta.EnumDefinition;
import org.jooq.meta.SchemaDefinition;
import org.jooq.meta.TableDefinition;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.OnError;
import org.jooq.meta.jaxb.Strategy;
import org.jooq.meta.jaxb.Target;

/**
 * Writes the jOOQ classes of the migrated tables. Run by the build as a single source file, with four paths: this file, the
 * migrations, where the classes go, and a stamp that says what they were made from.
 */
public class GenerateJooq {

    private static final String SCHEMA = "read_model";

    public static void main(String[] paths) throws Exception {
        Path program = Path.of(paths[0]);
        Path migrations = Path.of(paths[1]);
        Path classes = Path.of(paths[2]);
        Path stamp = Path.of(paths[3]);

        String origin = origin(program, migrations);
        if (Files.isDirectory(classes)
                && Files.exists(stamp)
                && Files.readString(stamp).equals(origin)) {
            return;
        }
        Files.deleteIfExists(stamp);
        try (var postgres = EmbeddedPostgres.start()) {
            migrate(postgres.getPostgresDatabase(), migrations, "read_model");
            migrate(postgres.getPostgresDatabase(), migrations, "platform");
            GenerationTool.generate(configuration(postgres.getJdbcUrl("postgres", "postgres"), classes));
        }
        Files.writeString(stamp, origin);
    }

    /** All into one schema: the classes name none, and the search path tells which is meant. */
    private static void migrate(DataSource database, Path migrations, String folder) {
        Flyway.configure()
                .dataSource(database)
                .schemas(SCHEMA)
                .table("flyway_" + folder)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(Map.of("documented", SCHEMA))
                .locations("filesystem:" + migrations.resolve(folder))
                .failOnMissingLocations(true)
                .load()
                .migrate();
    }

    private static String origin(Path program, Path migrations) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(Constants.FULL_VERSION.getBytes());
        digest.update(Files.readAllBytes(program));
        for (Path file : filesIn(migrations)) {
            digest.update(file.getFileName().toString().getBytes());
            digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Configuration configuration(String url, Path classes) {
        return new Configuration()
                .withOnError(OnError.FAIL)
                .withJdbc(new Jdbc().withUrl(url))
                .withGenerator(new Generator()
                        .withStrategy(new Strategy().withName(CamelCase.class.getName()))
                        .withDatabase(new Database()
                                .withInputSchema(SCHEMA)
                                .withOutputSchemaToDefault(true)
                                .withExcludes("flyway_.*")
                                .withIncludeRoutines(false)
                                .withForcedTypes(new ForcedType()
                                        .withUserType("java.time.Instant")
                                        .withConverter("io.desifans.db.UtcTimestamp")
                                        .withIncludeTypes("timestamp.*")))
                        .withGenerate(new Generate()
                                .withGeneratedAnnotation(true)
                                .withIndexes(false)
                                .withImplicitJoinPathsToOne(false)
                                .withImplicitJoinPathsToMany(false))
                        .withTarget(
                                new Target().withPackageName("io.desifans.db").withDirectory(classes.toString())));
    }

    /** Names of ours ({@code postMedia}, {@code creatorId}) as Java writes them ({@code PostMedia}, {@code CREATOR_ID}). */
    public static class CamelCase extends DefaultGeneratorStrategy {

        @Override
        public String getJavaIdentifier(Definition definition) {
            return switch (definition) {
                case CatalogDefinition catalog -> super.getJavaIdentifier(catalog);
                case SchemaDefinition schema -> super.getJavaIdentifier(schema);
                default -> upperSnake(definition.getOutputName());
            };
        }

        @Override
        public String getJavaEnumLiteral(EnumDefinition definition, String label) {
            return super.getJavaEnumLiteral(definition, label.replace("+", "_PLUS"))
                    .toUpperCase(Locale.ROOT);
        }

        @Override
        public String getJavaClassName(Definition definition, Mode mode) {
            if (definition instanceof TableDefinition) {
                return capitalised(definition) + (mode == Mode.RECORD ? "Record" : "");
            }
            return super.getJavaClassName(definition, mode);
        }

        @Override
        public String getJavaGetterName(Definition definition, Mode mode) {
            return "get" + capitalised(definition);
        }

        @Override
        public String getJavaSetterName(Definition definition, Mode mode) {
            return "set" + capitalised(definition);
        }

        @Override
        public String getJavaMemberName(Definition definition, Mode mode) {
            return definition.getOutputName();
        }

        private static String upperSnake(String name) {
            return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
        }

        private static String capitalised(Definition definition) {
            String name = definition.getOutputName();
            return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        }
    }
}
