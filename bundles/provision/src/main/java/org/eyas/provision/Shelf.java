package org.eyas.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bundles of the distribution that lie in a folder of their own, because most engines run without them: they are not even
 * installed before somebody wants them, and are uninstalled when nobody does any more.
 */
final class Shelf {
  private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

  private final BundleContext context;
  private final Path folder;
  private final List<Bundle> taken = new ArrayList<>();

  Shelf(BundleContext context, Path folder) {
    this.context = context;
    this.folder = folder;
  }

  /** Installs them all and starts those that are no parts, or puts them back. */
  void apply(boolean wanted) {
    if (wanted && taken.isEmpty()) {
      take();
    } else if (!wanted) {
      putBack();
    }
  }

  private void take() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        // A reference is not copied into the framework's storage.
        taken.add(context.installBundle("reference:" + jar.toUri()));
      }
      for (Bundle bundle : taken) {
        if (!Parts.isPart(bundle)) {
          bundle.start();
        }
      }
    } catch (IOException | BundleException e) {
      LOG.error("the bundles of {} do not start: {}", folder, e.toString());
    }
  }

  private void putBack() {
    if (taken.isEmpty()) {
      return;
    }
    for (Bundle bundle : taken.reversed()) {
      try {
        bundle.uninstall();
      } catch (BundleException e) {
        LOG.error("bundle {} is not uninstalled, restart Eyas: {}", bundle.getSymbolicName(), e.getMessage());
      }
    }
    // Only then their classes are gone, and a next time begins from nothing.
    Objects.requireNonNull(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class)).refreshBundles(List.copyOf(taken));
    taken.clear();
  }
}
