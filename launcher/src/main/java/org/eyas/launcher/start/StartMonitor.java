package org.eyas.launcher.start;

import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.eyas.api.launch.LauncherServices;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/**
 * Waits until a start is settled: no service with the property {@code start.pending=true} exists, and no service was
 * registered, unregistered or changed for a while. SCR's change count is a property of its service, so a component that
 * becomes satisfied or unsatisfied changes a service, too.
 */
public final class StartMonitor implements ServiceListener, AutoCloseable {
  // SCR publishes its change count after 10 ms (Distribution). All configurations were delivered, and the components that they
  // activate were activated in those calls, before no start is pending any more.
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final String PENDING = "(" + LauncherServices.START_PENDING + "=true)";
  private static final String MAIN = "(&(objectClass=java.util.concurrent.Callable)(" + LauncherServices.MAIN_THREAD + "=true))";

  private static final String EXIT_CODE =
      "(&(objectClass=java.util.function.IntSupplier)(" + LauncherServices.EXIT_CODE + "=true))";

  private final BundleContext context;
  private volatile long lastChangeNanos = System.nanoTime();
  private @Nullable ServiceReference<?> given;

  public StartMonitor(BundleContext context) {
    this.context = context;
    context.addServiceListener(this);
  }

  @Override
  public void serviceChanged(ServiceEvent event) {
    lastChangeNanos = System.nanoTime();
  }

  /**
   * Waits for a service that requests the main thread, and until no services change.
   *
   * @return null if the limit passed without such a service
   */
  public @Nullable Callable<?> awaitMain(long limitMillis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
    while (true) {
      ServiceReference<?> main = first(PENDING) == null ? first(MAIN) : null;
      long now = System.nanoTime();
      long loudNanos = lastChangeNanos + QUIET_NANOS - now;
      if (main != null && (loudNanos <= 0 || now >= deadline)) {
        return given(main);
      }
      if (now >= deadline) {
        return null;
      }
      TimeUnit.NANOSECONDS.sleep(Math.max(TimeUnit.MILLISECONDS.toNanos(1), main == null ? 0 : loudNanos));
    }
  }

  private @Nullable Callable<?> given(ServiceReference<?> main) {
    given = main;
    return (Callable<?>) context.getService(main);
  }

  /** Whether this service was unregistered: its bundle is being updated, and its successor continues. */
  public boolean isMainUnregistered() {
    ServiceReference<?> before = given;
    return before != null && before.getBundle() == null;
  }

  /**
   * Waits for the successor of an unregistered service, but not until no services change: everything else is already there.
   *
   * @return null if the limit passed without one
   */
  public @Nullable Callable<?> awaitNext(long limitMillis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
    while (System.nanoTime() < deadline) {
      ServiceReference<?> next = first(MAIN);
      Callable<?> main = next == null ? null : given(next);
      if (main != null) {
        return main;
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return null;
  }

  /** The exit code of the command that the engine ran; empty if it ran none. */
  public OptionalInt exitCode() {
    ServiceReference<?> status = first(EXIT_CODE);
    int code = status != null && context.getService(status) instanceof IntSupplier command ? command.getAsInt() : -1;
    return code < 0 ? OptionalInt.empty() : OptionalInt.of(code);
  }

  private @Nullable ServiceReference<?> first(String filter) {
    try {
      ServiceReference<?>[] found = context.getAllServiceReferences(null, filter);
      return found == null ? null : found[0];
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("filters are constants", e);
    }
  }

  @Override
  public void close() {
    context.removeServiceListener(this);
  }
}
