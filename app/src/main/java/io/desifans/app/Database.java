package io.desifans.app;

/** Which PostgreSQL is used, and how it is addressed. */
final class Database {

    private Database() {}

    /** Whether the environment names a PostgreSQL, so that none is started here. */
    static boolean isConfigured() {
        return System.getenv("SPRING_DATASOURCE_URL") != null;
    }

    /** The address that the environment names. */
    static String configured() {
        return System.getenv("SPRING_DATASOURCE_URL");
    }

    /** The address under which unqualified tables are those of the read model. */
    static String ofReadModel(String url) {
        return url + (url.contains("?") ? "&" : "?") + "currentSchema=read_model,platform";
    }
}
