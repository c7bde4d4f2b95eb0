package org.eyas.core.part;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eyas.engine.guard.LeakedThreads;
import org.eyas.engine.guard.SpinningThreads;
import org.eyas.engine.guard.ThreadGrowth;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleReference;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the threads of bundles. When a bundle has stopped, this finds the threads of the bundle that still run. The
 * threads have seven seconds to end before they are interrupted. Once per second, this also looks for bundles that
 * start more and more threads, and for bundles whose threads spin.
 */
final class BundleThreadWatch implements SynchronousBundleListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BundleThreadWatch.class);
  private static final long GRACE_MILLIS = 7_000; // the capture of a driver may be read for up to 5 s more
  private static final long LOOK_MILLIS = 1_000;
  private static final String CLASS = ".class";

  private final BundleContext context;
  private final LeakedThreads left;
  private final ThreadGrowth growth;
  private final SpinningThreads spinning;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("watch-bundles").unstarted(task));

  /**
   * @param left collects the threads that still run
   * @param growth checked once per second
   * @param spinning checked once per second
   */
  BundleThreadWatch(BundleContext context, LeakedThreads left, ThreadGrowth growth, SpinningThreads spinning) {
    this.spinning = spinning;
    this.left = left;
    this.growth = growth;
    this.context = context;
    context.addBundleListener(this);
    executor.scheduleWithFixedDelay(this::checkThreads, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void checkThreads() {
    try {
      growth.checkThreads();
      spinning.readTimes();
    } catch (RuntimeException e) {
      LOG.error("The threads of bundles could not be checked due to an internal error", e); // and check again later
    }
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.STOPPED && !isShutdown()) {
      stopped(event.getBundle());
    }
  }

  private boolean isShutdown() {
    return context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.STOPPING;
  }

  private void stopped(Bundle bundle) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    if (wiring == null) {
      return;
    }
    LeakedThreads.BundleLeak threads = LeakedThreads.of(
        String.valueOf(bundle.getSymbolicName()), bundle.getVersion().toString(), onlyIn(bundle, wiring), ownLoader(wiring));
    try {
      executor.schedule(() -> left.interrupt(threads), GRACE_MILLIS, TimeUnit.MILLISECONDS);
      executor.schedule(() -> left.add(threads), GRACE_MILLIS + LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.trace("the engine ends", e);
    }
  }

  // The shipped bundles share the loader of the program, which does not identify the bundle of a thread.
  private static @Nullable ClassLoader ownLoader(BundleWiring wiring) {
    return wiring.getClassLoader() instanceof BundleReference ? wiring.getClassLoader() : null;
  }

  // A class that another running bundle contains, too, such as a library's, does not identify the bundle of a thread.
  private Predicate<String> onlyIn(Bundle bundle, BundleWiring wiring) {
    Set<String> own = classes(wiring);
    return name -> own.contains(name)
        && Stream.of(context.getBundles())
            .noneMatch(other -> other != bundle && other.getState() == Bundle.ACTIVE && contains(other, name));
  }

  private static boolean contains(Bundle bundle, String name) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    int dot = name.lastIndexOf('.');
    return wiring != null && !wiring.listResources("/" + name.substring(0, Math.max(0, dot)).replace('.', '/'),
        name.substring(dot + 1) + CLASS, BundleWiring.LISTRESOURCES_LOCAL).isEmpty();
  }

  private static Set<String> classes(BundleWiring wiring) {
    Collection<String> files =
        wiring.listResources("/", "*" + CLASS, BundleWiring.LISTRESOURCES_LOCAL | BundleWiring.LISTRESOURCES_RECURSE);
    Set<String> names = new HashSet<>();
    for (String file : files) {
      names.add(file.substring(0, file.length() - CLASS.length()).replace('/', '.'));
    }
    return names;
  }

  @Override
  public void close() {
    context.removeBundleListener(this);
    executor.shutdownNow();
  }
}
