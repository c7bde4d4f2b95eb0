package org.eyas.console;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eyas.console.access.Verdict;
import org.eyas.console.page.Reply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Eyas' pages in the web server. */
@Component(
    service = Servlet.class,
    scope = ServiceScope.SINGLETON,
    property = {"osgi.http.whiteboard.servlet.pattern=/*", "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true", "eyas.console=true"})
public final class PagesServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient Console console;

  @Activate
  public PagesServlet(@Reference Console console) {
    this.console = console;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!(request.getAttribute(Doorkeeper.PASS) instanceof Verdict.Pass pass)) {
      Doorkeeper.send(response, Reply.text(503, "The console is starting."));
      return;
    }
    Doorkeeper.send(response, console.site().answer(new ServletRequestView(request), pass.session()));
  }
}
