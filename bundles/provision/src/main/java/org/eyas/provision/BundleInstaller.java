package org.eyas.provision;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.eyas.api.failure.Reason;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs, updates and removes single bundles. If an operation fails, the previous state is restored. */
final class BundleInstaller {
  private static final Logger LOG = LoggerFactory.getLogger(BundleInstaller.class);
  private static final String LOCATION = "bundles.d:";

  private final BundleContext context;
  private final ClassRefresh refresh;
  private final MissingRequirements requirements;

  BundleInstaller(BundleContext context) {
    this.context = context;
    Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    refresh = new ClassRefresh(Objects.requireNonNull(system.adapt(FrameworkWiring.class)));
    requirements = new MissingRequirements(system);
  }

  /** Installs a bundle, and starts it if requested. */
  Bundle install(StagedJar jar, boolean start) throws RefusedJarException {
    Bundle bundle = installFrom(LOCATION + jar.file(), jar);
    try {
      checkRequirements(jar, bundle);
      if (start) {
        start(jar, bundle);
      }
      return bundle;
    } catch (RefusedJarException e) {
      remove(bundle);
      throw e;
    }
  }

  /**
   * Replaces the content of a bundle by another jar. If the new jar has unmet requirements, the bundle does not change; if it
   * does not start, the old content is restored.
   */
  void update(Bundle bundle, StagedJar jar, BundleSource before, boolean start) throws RefusedJarException {
    Bundle trial = installFrom(LOCATION + "try:" + jar.file(), jar);
    try {
      checkRequirements(jar, trial);
    } finally {
      remove(trial);
    }
    try {
      replace(bundle, jar::open);
      if (start) {
        start(jar, bundle);
      }
    } catch (RefusedJarException e) {
      restore(bundle, before, start);
      throw new RefusedJarException(Reason.of(e) + "; the previous one was restored", e);
    }
  }

  /** Restores a bundle as it came with the distribution. */
  void restore(Bundle bundle, BundleSource before, boolean start) throws RefusedJarException {
    replace(bundle, before);
    try {
      if (start) {
        bundle.start();
      }
    } catch (BundleException e) {
      throw new RefusedJarException(bundle.getSymbolicName() + " does not start again: " + Reason.of(e), e);
    }
  }

  void remove(Bundle bundle) {
    try {
      bundle.uninstall();
      refresh.refresh(bundle);
    } catch (BundleException e) {
      LOG.error("bundle {} could not be uninstalled, restart Eyas: {}", bundle.getSymbolicName(), Reason.of(e));
    }
  }

  private Bundle installFrom(String location, StagedJar jar) throws RefusedJarException {
    try (InputStream in = jar.open()) {
      return context.installBundle(location, in);
    } catch (BundleException | IOException e) {
      throw new RefusedJarException(jar.file() + " is not installed: " + Reason.of(e), e);
    }
  }

  private void replace(Bundle bundle, BundleSource source) throws RefusedJarException {
    try (InputStream in = source.open()) {
      bundle.stop();
      bundle.update(in);
      refresh.refresh(bundle);
    } catch (BundleException | IOException e) {
      throw new RefusedJarException(bundle.getSymbolicName() + " is not updated: " + Reason.of(e), e);
    }
  }

  private void checkRequirements(StagedJar jar, Bundle bundle) throws RefusedJarException {
    List<String> missing = requirements.missing(bundle);
    if (!missing.isEmpty()) {
      throw new RefusedJarException(
          jar.file() + " is not started: " + jar + " needs " + String.join(", and ", missing));
    }
  }

  private static void start(StagedJar jar, Bundle bundle) throws RefusedJarException {
    try {
      bundle.start();
    } catch (BundleException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new RefusedJarException(jar.file() + " is not started: " + jar + " fails: " + Reason.of(cause), e);
    }
  }
}
