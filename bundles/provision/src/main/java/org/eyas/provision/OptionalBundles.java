package org.eyas.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eyas.api.failure.Reason;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bundles of the distribution that most engines do not need, in a folder of their own. They are installed only when the
 * configuration asks for them, and uninstalled when it no longer does.
 */
final class OptionalBundles {
  private static final Logger LOG = LoggerFactory.getLogger(OptionalBundles.class);

  private final BundleContext context;
  private final Path folder;
  private final Bundle system;
  private final List<Bundle> taken = new ArrayList<>();

  OptionalBundles(BundleContext context, Path folder) {
    this.context = context;
    this.folder = folder;
    system = Objects.requireNonNull(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION));
  }

  /** Installs all of them and starts those that cannot be chosen one by one, or uninstalls all. */
  void apply(boolean wanted) {
    if (wanted && taken.isEmpty()) {
      installAll();
    } else if (!wanted) {
      uninstallAll();
    }
  }

  private void installAll() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        // A "reference:" URL is not copied into the framework's storage.
        taken.add(context.installBundle("reference:" + jar.toUri()));
      }
      for (Bundle bundle : taken) {
        if (!SelectableBundles.isPart(bundle)) {
          bundle.start();
        }
      }
    } catch (NoSuchFileException e) {
      LOG.warn("{} does not exist, so its bundles are not installed; copy those that are needed into eyas.bundles.directory",
          folder);
    } catch (IOException | BundleException | IllegalStateException e) {
      // The engine may end while they start.
      if (system.getState() == Bundle.ACTIVE) {
        LOG.error("The bundles of {} do not start: {}", folder, e.toString());
      }
    }
  }

  private void uninstallAll() {
    if (taken.isEmpty()) {
      return;
    }
    for (Bundle bundle : taken.reversed()) {
      try {
        bundle.uninstall();
      } catch (BundleException e) {
        LOG.error("bundle {} could not be uninstalled, restart Eyas: {}", bundle.getSymbolicName(), Reason.of(e));
      }
    }
    // Only a refresh removes their classes, so that the next installation starts without them.
    Objects.requireNonNull(system.adapt(FrameworkWiring.class)).refreshBundles(List.copyOf(taken));
    taken.clear();
  }
}
