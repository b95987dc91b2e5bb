package io.desifans.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What Tomcat shows for a request that it refuses by itself. Asked for directly, it is not there. */
@Controller
final class ErrorPage implements ErrorController {

    private final Answer answer;

    ErrorPage(Answer answer) {
        this.answer = answer;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure)
            answer.failure(request, response, failure);
        else if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status)
            answer.problem(request, response, Statuses.problem(status));
        else answer.problem(request, response, Statuses.problem(404));
    }
}
