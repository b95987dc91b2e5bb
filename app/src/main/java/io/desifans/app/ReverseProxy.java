package io.desifans.app;

/** The one door before all nodes: it hands each request to the side that owns it, and on to the other node if one refuses. */
interface ReverseProxy extends AutoCloseable {

    /** What it is, for whoever reads where to look. */
    String label();

    @Override
    void close();
}
