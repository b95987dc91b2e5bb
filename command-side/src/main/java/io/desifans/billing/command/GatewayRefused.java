package io.desifans.billing.command;

/** The gateway will not do this, however often it is asked. */
public final class GatewayRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    GatewayRefused(int status, String code) {
        super("the gateway answered " + status + " " + code, null, false, true);
        this.status = status;
        this.code = code;
    }

    /** Whether something that was named in the request is not there at the gateway. */
    public boolean isOfSomethingUnknown() {
        return status == 404;
    }

    /** The gateway's own word for it. */
    public String code() {
        return code;
    }
}
