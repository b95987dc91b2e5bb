package io.desifans.app;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the person who started the application where to look and, in the demo, as whom. */
@Component
final class Welcome {

    private final boolean demo;

    Welcome(@Value("${desifans.demo:false}") boolean demo) {
        this.demo = demo;
    }

    @EventListener
    void ready(ApplicationReadyEvent ready) {
        if (!(ready.getApplicationContext() instanceof WebServerApplicationContext context)) return;
        WebServer server = context.getWebServer();
        if (server == null) return;
        int port = server.getPort();
        context.getBeanProvider(DemoPictures.class).ifAvailable(pictures -> new DemoData(port, pictures.base()).seed());
        sayReady("http://localhost:" + port);
        if (demo) sayLogIns();
        if (context.getBeanProvider(DemoMails.class).getIfAvailable() != null)
            System.out.println("Mails that it sends: http://localhost:" + port + DemoMails.PATH);
    }

    static void sayReady(String url) {
        System.out.println("DesiFans is ready: " + url + " (Ctrl-C ends it)");
        System.out.println("What it can do: " + url + "/docs");
    }

    static void sayLogIns() {
        System.out.println("Log-ins of the demo:");
        for (String email : List.of(DemoData.CREATOR, DemoData.FAN, DemoData.AUDITOR, DemoData.ADMIN))
            System.out.printf("  %-28s %s%n", email, DemoData.password(email));
    }
}
