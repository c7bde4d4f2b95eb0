package org.eyas.launcher.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.eyas.api.launch.LauncherProperties;
import org.eyas.api.launch.LauncherServices;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.slf4j.event.Level;

/**
 * Copies log lines to a service: a {@code BiConsumer<Integer, String>} with the property {@code log.copy=true}, which
 * gets the severity (of RFC 5424) and the text. The first lines are logged long before the service exists: they are
 * kept for the service, unless the system property {@code eyas.log.copies} is "false".
 */
public final class LogCopies implements ServiceListener {
  private static final String FILTER = "(&(objectClass=java.util.function.BiConsumer)(" + LauncherServices.LOG_COPY + "=true))";
  private static final int MOST_WAITING = 500;

  private record Line(int severity, String text) {}

  private static final Deque<Line> WAITING = new ArrayDeque<>();
  private static @Nullable BiConsumer<Integer, String> taker;

  private final BundleContext context;

  private LogCopies(BundleContext context) {
    this.context = context;
  }

  /** Copies lines to the service as soon as it exists. */
  public static void connect(BundleContext context) {
    try {
      context.addServiceListener(new LogCopies(context), FILTER);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("bug in Eyas: the service filter is not valid", e);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the property says so
  public void serviceChanged(ServiceEvent event) {
    switch (event.getType()) {
      case ServiceEvent.REGISTERED ->
        setReceiver((BiConsumer<Integer, String>) context.getService(event.getServiceReference()));
      case ServiceEvent.UNREGISTERING -> setReceiver(null);
      default -> {
        // only a property of it changed
      }
    }
  }

  static synchronized void setReceiver(@Nullable BiConsumer<Integer, String> now) {
    taker = now;
    while (now != null && !WAITING.isEmpty()) {
      Line line = WAITING.remove();
      now.accept(line.severity(), line.text());
    }
  }

  static boolean areEnabled() {
    return Boolean.parseBoolean(System.getProperty(LauncherProperties.LOG_COPIES, "true"));
  }

  static synchronized void add(Level level, String text) {
    if (!areEnabled()) {
      WAITING.clear();
    } else if (taker != null) {
      taker.accept(severity(level), text);
    } else if (WAITING.size() < MOST_WAITING) {
      WAITING.add(new Line(severity(level), text));
    }
  }

  private static int severity(Level level) {
    return switch (level) {
      case ERROR -> 3;
      case WARN -> 4;
      case INFO -> 6;
      case DEBUG, TRACE -> 7;
    };
  }
}
