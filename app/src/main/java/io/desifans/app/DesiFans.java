package io.desifans.app;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Both sides in one application. */
@SpringBootApplication(scanBasePackages = "io.desifans")
public class DesiFans {}
