package org.eyas.console;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.eyas.console.access.AccessDecision;
import org.eyas.console.access.ConsoleSession;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.site.ConsoleSite;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Eyas' pages in the web server. */
@Component(
    service = Servlet.class,
    scope = ServiceScope.SINGLETON,
    property = {"osgi.http.whiteboard.servlet.pattern=/*", "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
        AccessFilter.CONSOLE + "=true"})
public final class PagesServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(PagesServlet.class);

  private final transient Console console;

  @Activate
  public PagesServlet(@Reference Console console) {
    this.console = console;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!(request.getAttribute(AccessFilter.PASS) instanceof AccessDecision.Pass pass)) {
      AccessFilter.send(response, PageReply.text(503, "The console is starting."));
      return;
    }
    if (request.getRequestURI().equals(ConsoleSite.ALERT_STREAM) && pass.session().isPresent()) {
      stream(request, response, pass.session().get());
      return;
    }
    AccessFilter.send(response, console.site().answer(new ServletRequestView(request), pass.session()));
  }

  private static void end(AsyncContext async) {
    try {
      async.complete();
    } catch (IllegalStateException e) {
      LOG.debug("the browser disconnected: the server has already ended the stream: {}", e.toString());
    }
  }

  private void stream(HttpServletRequest request, HttpServletResponse response, ConsoleSession session) throws IOException {
    response.setContentType("text/event-stream; charset=utf-8");
    AsyncContext async = request.startAsync(request, response);
    async.setTimeout(0);
    Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    if (!console.site().stream().open(session, new ServletRequestView(request), out, () -> end(async))) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      async.complete();
    }
  }
}
