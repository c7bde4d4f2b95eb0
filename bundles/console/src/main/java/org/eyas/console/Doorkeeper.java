package org.eyas.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.eyas.api.failure.Reason;
import org.eyas.console.access.FelixPages;
import org.eyas.console.access.Gate;
import org.eyas.console.access.Session;
import org.eyas.console.access.Verdict;
import org.eyas.console.page.Reply;
import org.eyas.console.page.Site;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the gate to every request before the web server looks for a page, so pages of other bundles are protected too. */
@Component(service = Preprocessor.class, property = Doorkeeper.CONSOLE + "=true")
public final class Doorkeeper implements Preprocessor {
  /** The service property of the console's own services. */
  static final String CONSOLE = "eyas.console";

  /** The request attribute that contains the {@link Verdict.Pass}; without it no page is shown. */
  static final String PASS = "org.eyas.console.pass";

  private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

  private final Gate gate;
  private final Site site;

  @Activate
  public Doorkeeper(@Reference Console console) {
    gate = console.gate();
    site = console.site();
  }

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain) throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) in;
    HttpServletResponse response = (HttpServletResponse) out;
    SecurityHeaders.set(request, response);
    ServletRequestView view = new ServletRequestView(request);
    switch (gate.judge(view)) {
      case Verdict.Pass pass -> {
        request.setAttribute(PASS, pass);
        pass(request, response, pass.session(), chain);
      }
      case Verdict.LogIn() -> send(response, browses(request) ? Reply.to("/login") : Reply.text(401, "Log in at /login."));
      case Verdict.ChangePassword() -> send(response, Reply.to(Gate.ACCOUNT));
      case Verdict.Refuse(int status, String why, var admin) -> {
        admin.ifPresent(by -> site.note(view, by, "Felix", view.path(), false));
        send(response, site.refusal(view, Optional.empty(), status, why));
      }
    }
  }

  private void pass(HttpServletRequest request, HttpServletResponse response, Optional<Session> session, FilterChain chain)
      throws IOException, ServletException {
    if (!request.getMethod().equals("POST")) {
      read(request, response, session, chain);
      return;
    }
    try {
      boolean edits = session.filter(who -> who.isAdmin() && !who.mustChangePassword()).isPresent();
      FormRequest form = FormRequest.read(request, edits ? FormBody.LARGE_BYTES : FormBody.SMALL_BYTES);
      ServletRequestView view = new ServletRequestView(form);
      Optional<String> complaint = FelixPages.complaint(view.path(), form.getParameterMap().keySet());
      if (complaint.isPresent()) {
        session.ifPresent(by -> site.note(view, by, "Felix", view.path(), false));
        send(response, site.refusal(view, Optional.empty(), 403, complaint.get()));
        return;
      }
      chain.doFilter(form, response);
    } catch (FormBody.ClientGoneException e) {
      LOG.debug("a client of the console disconnected before it had sent its form: {}", e.toString());
    } catch (FormBody.RefusedBodyException e) {
      response.setHeader("Connection", "close");
      send(response, Reply.text(e.status(), Reason.of(e)));
    }
  }

  private void read(HttpServletRequest request, HttpServletResponse response, Optional<Session> session, FilterChain chain)
      throws IOException, ServletException {
    if (session.isEmpty() || !FelixHeader.belongsTo(request)) {
      chain.doFilter(request, response);
      return;
    }
    FelixHeader page = new FelixHeader(response);
    chain.doFilter(request, page);
    page.send("<link rel=\"stylesheet\" href=\"/static/felix.css\">" + site.header(session.get()));
  }

  private static boolean browses(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return request.getMethod().equals("GET") && accept != null && accept.contains("text/html");
  }

  /** Sends a response. If the browser has disconnected nothing is sent, which is not an error. */
  static void send(HttpServletResponse response, Reply reply) {
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
