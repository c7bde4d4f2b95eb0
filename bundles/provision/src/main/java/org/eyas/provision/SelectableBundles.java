package org.eyas.provision;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.eyas.api.failure.Reason;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundles of the distribution that can be chosen: those with the header {@code Eyas-Part}. The launcher installs them, and
 * this class starts them.
 */
final class SelectableBundles {
  private static final Logger LOG = LoggerFactory.getLogger(SelectableBundles.class);
  private static final String PART = "Eyas-Part";
  private static final String ENGINE = "org.eyas.core";
  private static final String DRIVERS = "org.eyas.driver.";

  private static final String WEB = "org.eyas.web";
  private static final Comparator<Bundle> ORDER = Comparator.comparingInt(part -> rank(part.getSymbolicName()));

  private final BundleContext context;

  SelectableBundles(BundleContext context) {
    this.context = context;
  }

  /**
   * The position of a bundle in the order of the start. Drivers are first: the kernel verifies a probe on a thread of
   * its own, while the other bundles start. The web server is next, because clients that wait for the engine ask the
   * server from the beginning.
   */
  static int rank(String symbolicName) {
    if (symbolicName.startsWith(DRIVERS)) {
      return 0;
    }
    return symbolicName.equals(WEB) ? 1 : 2;
  }

  /** Starts all chosen bundles and stops all others. */
  void apply(BundleSelection selection) {
    all().forEach(part -> startOrStop(part, selection));
  }

  /** Starts a bundle if it is chosen, else stops it. */
  static void startOrStop(Bundle bundle, BundleSelection selection) {
    if (isChosen(bundle.getSymbolicName(), selection)) {
      start(bundle);
    } else {
      stop(bundle);
    }
  }

  /** The names by which these bundles are chosen. */
  List<String> names() {
    return all().stream().map(part -> BundleSelection.nameOf(part.getSymbolicName())).sorted().toList();
  }

  /** The symbolic names of all these bundles, chosen or not. */
  List<String> installed() {
    return Arrays.stream(context.getBundles()).map(Bundle::getSymbolicName).toList();
  }

  /**
   * Whether a jar may replace the bundle while the program runs: the bundles that can be chosen, and the engine, which hands over
   * its state.
   */
  static boolean isReplaceable(Bundle bundle) {
    return isPart(bundle) || ENGINE.equals(bundle.getSymbolicName());
  }

  /** Whether a bundle is to run. The engine is always chosen. */
  static boolean isChosen(String symbolicName, BundleSelection selection) {
    return ENGINE.equals(symbolicName) || selection.includes(symbolicName);
  }

  static boolean isPart(Bundle bundle) {
    return bundle.getHeaders("").get(PART) != null;
  }

  private List<Bundle> all() {
    return Arrays.stream(context.getBundles()).filter(SelectableBundles::isPart).sorted(ORDER).toList();
  }

  private static void start(Bundle part) {
    if (part.getState() == Bundle.ACTIVE) {
      return;
    }
    try {
      part.start();
    } catch (BundleException e) {
      LOG.error("bundle {} does not start: {}", BundleSelection.nameOf(part.getSymbolicName()), Reason.of(e));
    }
  }

  private static void stop(Bundle part) {
    if (part.getState() != Bundle.ACTIVE) {
      return;
    }
    try {
      part.stop();
      LOG.info("Bundle {} is stopped: eyas.bundles.start excludes it", BundleSelection.nameOf(part.getSymbolicName()));
    } catch (BundleException e) {
      LOG.error("bundle {} does not stop: {}", BundleSelection.nameOf(part.getSymbolicName()), Reason.of(e));
    }
  }
}
