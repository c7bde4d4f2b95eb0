package org.eyas.launcher;

import java.util.Collection;
import java.util.List;
import org.eyas.api.launch.LauncherServices;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes SIGHUP and SIGUSR1 to the bundles: each signal runs every {@code Runnable} service that has its name as the
 * property {@code signal} ({@code signal=HUP}). SIGTERM and SIGINT end the process, see {@link ProcessShutdown}; before that,
 * services with {@code signal=TERM} run, as they do before an end that was requested in another way.
 */
final class SignalServices {
  private static final Logger LOG = LoggerFactory.getLogger(SignalServices.class);
  private static final List<String> NAMES = List.of("HUP", "USR1");

  private final BundleContext context;

  private SignalServices(BundleContext context) {
    this.context = context;
  }

  /**
   * Connects these signals: from now on they do not end the process, and a signal without such a service has no effect.
   */
  static void connect(BundleContext context, ProcessShutdown shutdown) {
    SignalServices signals = new SignalServices(context);
    shutdown.setAnnouncement(() -> signals.received("TERM"));
    for (String name : NAMES) {
      try {
        SignalHandling.handle(name, signal -> signals.received(signal.getName()));
      } catch (IllegalArgumentException e) {
        LOG.warn("SIG{} is not handled: {}", name, ExceptionText.of(e));
      }
    }
  }

  private void received(String name) {
    try {
      services(name).forEach(this::run);
    } catch (IllegalStateException e) {
      LOG.debug("SIG{} comes too late, the framework has stopped", name, e);
    }
  }

  private Collection<ServiceReference<Runnable>> services(String signal) {
    try {
      return context.getServiceReferences(Runnable.class, "(" + LauncherServices.SIGNAL + "=" + signal + ")");
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException("bug in Eyas: the name of a signal does not fit into a service filter", e);
    }
  }

  private void run(ServiceReference<Runnable> reference) {
    Runnable service = context.getService(reference);
    if (service == null) {
      return; // unregistered meanwhile
    }
    try {
      service.run();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.error("a signal could not be handled by {} of bundle {}", service.getClass().getName(), reference.getBundle(), e);
    } finally {
      context.ungetService(reference);
    }
  }
}
