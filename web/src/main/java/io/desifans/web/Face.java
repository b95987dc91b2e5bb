package io.desifans.web;

import jakarta.servlet.http.HttpServletRequest;

/** Which of the two contracts a path belongs to. */
final class Face {

    /** Where the payment gateway tells what happens: neither a session nor an origin, but a signature says who it is. */
    static final String WEBHOOK = "/api/v1/payments/webhook";

    /** Where users are imported: by a body of any length, read as it comes, which is not JSON and may be sent again. */
    static final String IMPORT = "/api/v1/admin/users/import";

    private Face() {}

    /** {@code /api/auth}: Better Auth's wire. */
    static boolean isAuth(String path) {
        return isBelow("/api/auth", path);
    }

    /** {@code /api/v1}: ours. */
    static boolean isV1(String path) {
        return isBelow("/api/v1", path);
    }

    /** The decoded path, as the routes are matched; what was sent instead if Tomcat could not read it. */
    static String path(HttpServletRequest request) {
        String path = request.getServletPath();
        if (path == null) return String.valueOf(request.getRequestURI());
        String info = request.getPathInfo();
        return info == null ? path : path + info;
    }

    private static boolean isBelow(String root, String path) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
