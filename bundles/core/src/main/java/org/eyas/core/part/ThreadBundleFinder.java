package org.eyas.core.part;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eyas.engine.guard.ThreadGrowth;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleReference;

/** Finds the bundle that owns a thread, by the outermost class of its stack or its context class loader. Used by one thread. */
final class ThreadBundleFinder implements ThreadGrowth.Owners {
  private static final String SHIPPED = "org.eyas.";

  private final BundleContext context;
  private final Map<String, Optional<String>> byClass = new HashMap<>();

  ThreadBundleFinder(BundleContext context) {
    this.context = context;
  }

  @Override
  public Optional<String> of(Thread thread, String outermost) {
    Optional<String> byName = outermost.isEmpty() ? Optional.empty() : byClass.computeIfAbsent(outermost, this::find);
    return byName.isPresent() ? byName : ofLoader(thread);
  }

  /**
   * The bundle of a thread, if the bundle does not ship with Eyas. Threads of the engine and its sources may use a
   * whole processor.
   */
  Optional<String> ofOthers(Thread thread, String outermost) {
    return of(thread, outermost).filter(bundle -> !bundle.startsWith(SHIPPED));
  }

  private static Optional<String> ofLoader(Thread thread) {
    return thread.getContextClassLoader() instanceof BundleReference loader ? Optional.of(name(loader.getBundle()))
        : Optional.empty();
  }

  // The system bundle contains the launcher's classes, and those that all bundles share.
  private Optional<String> find(String type) {
    String file = type.replace('.', '/') + ".class";
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getBundleId() != 0 && bundle.getEntry(file) != null)
        .map(ThreadBundleFinder::name)
        .findFirst();
  }

  private static String name(Bundle bundle) {
    return String.valueOf(bundle.getSymbolicName());
  }
}
