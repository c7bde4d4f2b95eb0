package org.eyas.provision;

import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;

/**
 * Whether the engine has its rules and goes on to its first event: it says so by a service with {@code engine.running=true}.
 * What the first event does not need starts then, on a thread of its own, and delays no start.
 */
final class Running implements ServiceListener, AutoCloseable {
  private static final String SAYS = "(engine.running=true)";

  private final BundleContext context;
  private final Runnable then;
  private final AtomicBoolean begun = new AtomicBoolean();

  Running(BundleContext context, Runnable then) {
    this.context = context;
    this.then = then;
  }

  /** From now on it is waited for; where it runs already, the caller sees that by {@link #isSo}. */
  void await() {
    try {
      context.addServiceListener(this, SAYS);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("the filter is a constant", e);
    }
  }

  boolean isSo() {
    try {
      return context.getAllServiceReferences(null, SAYS) != null;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("the filter is a constant", e);
    }
  }

  @Override
  public void serviceChanged(ServiceEvent event) {
    if (event.getType() == ServiceEvent.REGISTERED && begun.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("start-console").start(then);
    }
  }

  @Override
  public void close() {
    context.removeServiceListener(this);
  }
}
