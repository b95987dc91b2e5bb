package io.desifans.projection;

import java.sql.SQLException;

/** Takes row changes in order and writes them in the caller's transaction. What is not flushed is not written. */
interface ChangeWriter {

    void write(ShapedChange change) throws SQLException;

    void flush() throws SQLException;

    /**
     * After a failure, and after what was written was rolled back.
     *
     * @return whether something was mended, so that the same changes may succeed now
     */
    default boolean mend() throws SQLException {
        return false;
    }
}
