package org.eyas.provision;

import java.util.concurrent.atomic.AtomicBoolean;
import org.eyas.api.launch.LauncherServices;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;

/**
 * Calls an action when the engine has loaded its rules and is about to read its first event: the engine then registers
 * a service with {@code engine.running=true}. Bundles that are not needed before the first event start at that moment,
 * on a thread of their own, so that they do not delay the start.
 */
final class EngineRunningListener implements ServiceListener, AutoCloseable {
  private static final String FILTER = "(" + LauncherServices.ENGINE_RUNNING + "=true)";

  private final BundleContext context;
  private final Runnable action;
  private final AtomicBoolean started = new AtomicBoolean();

  EngineRunningListener(BundleContext context, Runnable action) {
    this.context = context;
    this.action = action;
  }

  /** Starts to listen. If the engine runs already, {@link #isRunning} returns true and the action is not called. */
  void startListening() {
    try {
      context.addServiceListener(this, FILTER);
    } catch (InvalidSyntaxException e) {
      throw invalidFilter(e);
    }
  }

  boolean isRunning() {
    try {
      return context.getAllServiceReferences(null, FILTER) != null;
    } catch (InvalidSyntaxException e) {
      throw invalidFilter(e);
    }
  }

  private static IllegalStateException invalidFilter(InvalidSyntaxException e) {
    return new IllegalStateException("bug in Eyas: the service filter " + FILTER + " is not valid", e);
  }

  @Override
  public void serviceChanged(ServiceEvent event) {
    if (event.getType() == ServiceEvent.REGISTERED && started.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("start-console").start(action);
    }
  }

  @Override
  public void close() {
    context.removeServiceListener(this);
  }
}
