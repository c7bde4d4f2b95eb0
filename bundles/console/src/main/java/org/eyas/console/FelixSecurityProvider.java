package org.eyas.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.eyas.console.access.AccessDecision;
import org.eyas.console.access.ConsoleSession;
import org.eyas.console.page.PageReply;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Authenticates requests for Felix' console: it accepts the admins that passed the gate. Without this service Felix' console
 * shows nothing.
 */
@Component(service = SecurityProvider.class, property = "webconsole.security.provider.id=eyas")
public final class FelixSecurityProvider implements SecurityProvider {
  @Activate
  public FelixSecurityProvider() {}

  @Override
  public @Nullable Object authenticate(HttpServletRequest request, HttpServletResponse response) {
    if (request.getAttribute(AccessFilter.PASS) instanceof AccessDecision.Pass(var session)) {
      return session.filter(ConsoleSession::isAdmin).map(ConsoleSession::user).orElse(null);
    }
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    return null;
  }

  @Override
  public boolean authorize(Object user, String role) {
    return true; // only admins pass the gate for these pages
  }

  @Override
  public void logout(HttpServletRequest request, HttpServletResponse response) {
    AccessFilter.send(response, PageReply.redirect("/account"));
  }
}
