package io.desifans.app;

import io.desifans.eventstore.SettingRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** TCP ports to listen on. */
final class Port {

    private Port() {}

    /**
     * A port that is free, as an environment variable says: this one, or any for 0.
     *
     * @throws SettingRefused if it is no port number or taken
     */
    static int free(String variable, String value) {
        int port = number(variable, value);
        if (port == 0) return anyFree();
        if (!isFree(port))
            throw new SettingRefused("Port " + port + " is taken: stop what listens there or set " + variable + ".");
        return port;
    }

    /** This one if it is free, or else any that is. */
    static int freeOr(int usual) {
        return isFree(usual) ? usual : anyFree();
    }

    static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether something listens there. */
    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int number(String variable, String value) {
        if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65535) return Integer.parseInt(value);
        throw new SettingRefused(variable + " is not a port number: " + value + ".");
    }
}
