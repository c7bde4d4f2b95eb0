package org.eyas.provision;

import java.util.Arrays;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundles of the distribution that one may choose among, those with the header {@code Eyas-Part}. The launcher installs
 * them and leaves it to this class to start them.
 */
final class Parts {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
  private static final String PART = "Eyas-Part";
  private static final String ENGINE = "org.eyas.core";

  private final BundleContext context;

  Parts(BundleContext context) {
    this.context = context;
  }

  /** Starts what is chosen and stops what is not. */
  void apply(Selection selection) {
    all().forEach(part -> align(part, selection));
  }

  /** Starts a bundle that is chosen, stops one that is not. */
  static void align(Bundle bundle, Selection selection) {
    if (isChosen(bundle.getSymbolicName(), selection)) {
      start(bundle);
    } else {
      stop(bundle);
    }
  }

  /** The names by which they are chosen. */
  List<String> names() {
    return all().stream().map(part -> Selection.nameOf(part.getSymbolicName())).sorted().toList();
  }

  /** The symbolic names of all bundles, chosen or not. */
  List<String> installed() {
    return Arrays.stream(context.getBundles()).map(Bundle::getSymbolicName).toList();
  }

  /** Whether a jar may take its place while it runs: what one may choose among, and the engine, which hands its state on. */
  static boolean isReplaceable(Bundle bundle) {
    return isPart(bundle) || ENGINE.equals(bundle.getSymbolicName());
  }

  /** Whether a bundle runs; nothing works without the engine. */
  static boolean isChosen(String symbolicName, Selection selection) {
    return ENGINE.equals(symbolicName) || selection.holds(symbolicName);
  }

  static boolean isPart(Bundle bundle) {
    return bundle.getHeaders("").get(PART) != null;
  }

  private List<Bundle> all() {
    return Arrays.stream(context.getBundles()).filter(Parts::isPart).toList();
  }

  private static void start(Bundle part) {
    if (part.getState() == Bundle.ACTIVE) {
      return;
    }
    try {
      part.start();
    } catch (BundleException e) {
      LOG.error("bundle {} does not start: {}", Selection.nameOf(part.getSymbolicName()), e.getMessage());
    }
  }

  private static void stop(Bundle part) {
    if (part.getState() != Bundle.ACTIVE) {
      return;
    }
    try {
      part.stop();
      LOG.info("Bundle {} is stopped: eyas.bundles.start leaves it out", Selection.nameOf(part.getSymbolicName()));
    } catch (BundleException e) {
      LOG.error("bundle {} does not stop: {}", Selection.nameOf(part.getSymbolicName()), e.getMessage());
    }
  }
}
