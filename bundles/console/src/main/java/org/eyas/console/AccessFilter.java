package org.eyas.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.eyas.api.failure.Reason;
import org.eyas.console.access.AccessDecision;
import org.eyas.console.access.AccessGate;
import org.eyas.console.access.ConsoleSession;
import org.eyas.console.access.FelixPageAccess;
import org.eyas.console.access.ReturnPath;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.site.ConsoleSite;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the gate to every request before the web server looks for a page, so pages of other bundles are protected too. */
@Component(service = Preprocessor.class, property = AccessFilter.CONSOLE + "=true")
public final class AccessFilter implements Preprocessor {
  /** The service property of the console's own services. */
  static final String CONSOLE = "eyas.console";

  /** The request attribute that contains the {@link AccessDecision.Pass}; without it no page is shown. */
  static final String PASS = "org.eyas.console.pass";

  private static final Logger LOG = LoggerFactory.getLogger(AccessFilter.class);

  private final AccessGate gate;
  private final ConsoleSite site;

  @Activate
  public AccessFilter(@Reference Console console) {
    gate = console.gate();
    site = console.site();
  }

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain) throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) in;
    HttpServletResponse response = (HttpServletResponse) out;
    SecurityHeaders.set(request, response);
    ServletRequestView view = new ServletRequestView(request);
    switch (gate.decide(view)) {
      case AccessDecision.Pass pass -> {
        request.setAttribute(PASS, pass);
        forward(request, response, pass.session(), chain);
      }
      case AccessDecision.LogIn() ->
        send(response, acceptsHtml(request) ? PageReply.redirect(logInPath(request)) : PageReply.text(401, "Log in at /login."));
      case AccessDecision.ChangePassword() -> send(response, PageReply.redirect(AccessGate.ACCOUNT));
      case AccessDecision.Refuse(int status, String why, var admin) -> {
        admin.ifPresent(by -> site.recordAction(view, by, "Felix", view.path(), false));
        send(response, site.refusal(view, Optional.empty(), status, why));
      }
    }
  }

  private void forward(HttpServletRequest request, HttpServletResponse response, Optional<ConsoleSession> session,
      FilterChain chain)
      throws IOException, ServletException {
    if (!request.getMethod().equals("POST")) {
      read(request, response, session, chain);
      return;
    }
    try {
      boolean edits = session.filter(who -> who.isAdmin() && !who.mustChangePassword()).isPresent();
      FormRequest form = FormRequest.read(request, edits ? FormBody.LARGE_BYTES : FormBody.SMALL_BYTES);
      ServletRequestView view = new ServletRequestView(form);
      Optional<String> complaint = FelixPageAccess.refusalReason(view.path(), form.getParameterMap().keySet());
      if (complaint.isPresent()) {
        session.ifPresent(by -> site.recordAction(view, by, "Felix", view.path(), false));
        send(response, site.refusal(view, Optional.empty(), 403, complaint.get()));
        return;
      }
      chain.doFilter(form, response);
    } catch (FormBody.ClientGoneException e) {
      LOG.debug("a client of the console disconnected before it had sent its form: {}", e.toString());
    } catch (FormBody.RefusedBodyException e) {
      response.setHeader("Connection", "close");
      send(response, PageReply.text(e.status(), Reason.of(e)));
    }
  }

  private void read(HttpServletRequest request, HttpServletResponse response, Optional<ConsoleSession> session, FilterChain chain)
      throws IOException, ServletException {
    if (session.isEmpty() || !FelixPageResponse.appliesTo(request)) {
      chain.doFilter(request, response);
      return;
    }
    FelixPageResponse page = new FelixPageResponse(response);
    chain.doFilter(request, page);
    page.send("<link rel=\"stylesheet\" href=\"/static/felix.css\">" + site.header(session.get()));
  }

  private static String logInPath(HttpServletRequest request) {
    return ReturnPath.logInPath(request.getRequestURI(), Objects.requireNonNullElse(request.getQueryString(), ""));
  }

  private static boolean acceptsHtml(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return request.getMethod().equals("GET") && accept != null && accept.contains("text/html");
  }

  /** Sends a response. If the browser has disconnected nothing is sent, which is not an error. */
  static void send(HttpServletResponse response, PageReply reply) {
    response.setStatus(reply.status());
    response.setContentType(reply.type());
    reply.headers().forEach(response::setHeader);
    response.setContentLength(reply.body().length);
    try {
      response.getOutputStream().write(reply.body());
    } catch (IOException e) {
      LOG.debug("a client of the console disconnected before it had its response: {}", e.toString());
    }
  }
}
