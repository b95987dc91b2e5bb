package io.desifans.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/** Answers what Tomcat refuses before the application is reached, such as a request that is not HTTP. */
final class BareErrors extends ErrorReportValve {

    private final Answer answer;

    BareErrors(Answer answer) {
        this.answer = answer;
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
        try {
            answer.problem(request, response, Statuses.problem(response.getStatus()));
        } catch (IOException e) {
            // The client is gone.
        }
    }
}
