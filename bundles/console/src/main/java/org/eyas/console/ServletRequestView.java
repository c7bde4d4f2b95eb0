package org.eyas.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.eyas.console.access.ConsoleRequest;

/** A request of the web server. */
record ServletRequestView(HttpServletRequest request) implements ConsoleRequest {
  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String path() {
    return request.getRequestURI();
  }

  @Override
  public String query() {
    return Objects.requireNonNullElse(request.getQueryString(), "");
  }

  @Override
  public String header(String name) {
    return Objects.requireNonNullElse(request.getHeader(name), "");
  }

  @Override
  public String cookie(String name) {
    Cookie[] cookies = request.getCookies();
    for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
      if (cookie.getName().equals(name)) {
        return cookie.getValue();
      }
    }
    return "";
  }

  @Override
  public String parameter(String name) {
    return Objects.requireNonNullElse(request.getParameter(name), "");
  }

  @Override
  public String clientAddress() {
    return request.getRemoteAddr();
  }

  @Override
  public boolean secure() {
    return request.isSecure();
  }
}
