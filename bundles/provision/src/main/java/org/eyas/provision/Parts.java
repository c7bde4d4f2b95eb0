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
    if (selection.holds(bundle.getSymbolicName())) {
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
