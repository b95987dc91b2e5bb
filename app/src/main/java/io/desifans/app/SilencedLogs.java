package io.desifans.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import org.slf4j.LoggerFactory;

/** Nothing is logged any more, even if a start that has not come to its end yet goes on to set up the logs. */
final class SilencedLogs implements LoggerContextListener {

    private SilencedLogs() {}

    static void silence() {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext logs)) return;
        SilencedLogs silenced = new SilencedLogs();
        logs.addListener(silenced);
        silenced.onReset(logs);
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    @Override
    public void onReset(LoggerContext logs) {
        logs.getLoggerList().forEach(logger -> logger.setLevel(Level.OFF));
    }

    @Override
    public void onLevelChange(Logger logger, Level level) {
        if (logger.getEffectiveLevel() != Level.OFF) logger.setLevel(Level.OFF);
    }

    @Override
    public void onStart(LoggerContext logs) {
        onReset(logs);
    }

    @Override
    public void onStop(LoggerContext logs) {}
}
