package org.eyas.console;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.eyas.api.control.OwnHealth;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.osgi.service.servlet.runtime.HttpServiceRuntimeConstants;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the port when the gate and the pages are there, and closes it when one of them is unregistered. If it cannot be
 * opened, the log and health report why; the engine runs without the console.
 */
@Component(service = ConsoleListener.class, immediate = true)
public final class ConsoleListener {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleListener.class);
  private static final String SERVER_PID = "org.apache.felix.http";

  /** The time for which to wait for the port: the previous server on it may need some time to close. */
  private static final long CLOSING_MILLIS = 3_000;

  private final Console console;
  private final ConfigurationAdmin admin;
  private final long pagesId;
  private final AtomicReference<@Nullable ConsoleEndpoint> awaited = new AtomicReference<>();
  private String problem = "";

  @Activate
  public ConsoleListener(
      BundleContext context,
      @Reference Console console,
      @Reference ConfigurationAdmin admin,
      @Reference(target = "(" + AccessFilter.CONSOLE + "=true)") Preprocessor gate,
      @Reference(target = "(" + AccessFilter.CONSOLE + "=true)") ServiceReference<Servlet> pages) {
    this.console = console;
    this.admin = admin;
    pagesId = (Long) pages.getProperty(Constants.SERVICE_ID);
    problem = console.problem();
    try {
      if (console.endpoint().isPresent()) {
        Path store = Objects.requireNonNull(context.getDataFile("console.p12")).toPath();
        open(console.endpoint().get(), store);
      }
    } catch (IOException e) {
      problem = "the console is not started: " + Reason.of(e);
    }
    if (!problem.isEmpty()) {
      LOG.error(problem);
    }
  }

  private void open(ConsoleEndpoint endpoint, Path store) throws IOException {
    PortCheck.requireFree(endpoint, CLOSING_MILLIS);
    awaited.set(endpoint);
    server().update(FelixHttpSettings.of(endpoint, store));
  }

  // The server publishes its addresses when it listens, and a new change count with each servlet that it takes.
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, updated = "updatedServer")
  void bindServer(HttpServiceRuntime server, Map<String, Object> properties) {
    updatedServer(server, properties);
  }

  void updatedServer(HttpServiceRuntime server, Map<String, Object> properties) {
    ConsoleEndpoint endpoint = awaited.get();
    if (endpoint != null && isOpen(endpoint, properties) && hasPages(server) && awaited.compareAndSet(endpoint, null)) {
      LOG.info("Console: {}", endpoint.url());
      console.listening(endpoint);
    }
  }

  private static boolean isOpen(ConsoleEndpoint endpoint, Map<String, Object> properties) {
    return properties.get(HttpServiceRuntimeConstants.HTTP_SERVICE_ENDPOINT) instanceof String[] urls
        && Arrays.stream(urls).anyMatch(url -> url.contains(":" + endpoint.port() + "/"));
  }

  /** The server listens before it has the pages; until then it answers 404. */
  private boolean hasPages(HttpServiceRuntime server) {
    try {
      return Arrays.stream(server.getRuntimeDTO().servletContextDTOs)
          .flatMap(context -> Arrays.stream(context.servletDTOs))
          .anyMatch(servlet -> servlet.serviceId == pagesId);
    } catch (IllegalStateException e) {
      return false; // it was unregistered meanwhile, and its successor comes
    }
  }

  void unbindServer(HttpServiceRuntime server) {
    LOG.debug("{} was unregistered", server);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindHealth(OwnHealth there) {
    if (!problem.isEmpty()) {
      there.reportProblem(problem);
    }
  }

  void unbindHealth(OwnHealth leaver) {
    // The problem ends when this service is unregistered.
  }

  private Configuration server() throws IOException {
    return admin.getConfiguration(SERVER_PID, "?");
  }

  @Deactivate
  void close() {
    try {
      server().delete();
    } catch (IOException e) {
      LOG.error("the console's port is not closed: {}", e.toString());
    }
  }
}
