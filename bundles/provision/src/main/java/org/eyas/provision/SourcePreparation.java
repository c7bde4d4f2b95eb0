package org.eyas.provision;

import java.util.HashMap;
import java.util.Map;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.EventSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the driver that the engine will probably open prepare itself, as soon as the bundle of the driver has started:
 * the kernel verifies a probe while other bundles start, among them the engine. Sources that start later than the
 * engine are opened without preparation.
 */
final class SourcePreparation implements ServiceListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SourcePreparation.class);

  private final BundleContext context;
  private final Map<String, String> options;
  private boolean isOver;

  /**
   * @param driver the kind of the driver; empty for none
   * @param options the options with which it will be opened, each as {@code name=value}
   */
  SourcePreparation(BundleContext context, String driver, String[] options) {
    this.context = context;
    this.options = parsed(options);
    if (driver.isEmpty()) {
      isOver = true;
      return;
    }
    try {
      context.addServiceListener(this,
          "(&(objectClass=" + EventSource.class.getName() + ")(" + EventSource.KIND + "=" + driver + "))");
    } catch (InvalidSyntaxException e) {
      LOG.debug("driver '{}' cannot be found: {}", driver, Reason.of(e)); // the engine rejects this kind
    }
  }

  private static Map<String, String> parsed(String[] options) {
    Map<String, String> byName = new HashMap<>();
    for (String option : options) {
      String[] words = option.split("=", 2);
      byName.put(words[0], words[1]);
    }
    return byName;
  }

  @Override
  public synchronized void serviceChanged(ServiceEvent event) {
    if (event.getType() == ServiceEvent.REGISTERED && !isOver) {
      isOver = true;
      prepare(event.getServiceReference());
    }
  }

  // The service is held until its bundle stops: an unused component would end, and its preparation with it.
  private void prepare(ServiceReference<?> driver) {
    try {
      if (context.getService(driver) instanceof EventSource source) {
        source.prepare(options);
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("driver {} does not prepare due to an internal error: {}", driver.getProperty(EventSource.KIND), Reason.of(e));
    }
  }

  /** Ends the preparations. Called when the engine runs and opens its sources itself. */
  @Override
  public synchronized void close() {
    isOver = true;
    context.removeServiceListener(this);
  }
}
