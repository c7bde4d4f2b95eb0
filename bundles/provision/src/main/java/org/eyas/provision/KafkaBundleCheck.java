package org.eyas.provision;

import java.util.Arrays;
import org.eyas.api.control.OwnHealth;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/**
 * Reports in health that the output for Kafka is enabled but its bundle is not installed. Image and chart do not
 * contain the bundle. Any thread may call it.
 */
final class KafkaBundleCheck {
  private static final String BUNDLE = "org.eyas.output.kafka";
  private static final String PROBLEM =
      "eyas.kafka_output is enabled, but its bundle is not installed: no alert goes to Kafka. Put org.eyas.output.kafka.jar of the"
          + " same version into eyas.bundles.directory";

  private final BundleContext context;
  private volatile boolean wanted;
  private volatile @Nullable OwnHealth health;

  KafkaBundleCheck(BundleContext context) {
    this.context = context;
  }

  /** Looks for the bundle after bundles were installed or uninstalled. */
  void checkInstalled(boolean isWanted) {
    wanted = isWanted;
    report();
  }

  /** @param there the service; null while there is none */
  void reportTo(@Nullable OwnHealth there) {
    health = there;
    report();
  }

  private void report() {
    OwnHealth there = health;
    if (there != null && wanted && !isInstalled()) {
      there.reportProblem(PROBLEM);
    } else if (there != null) {
      there.clear();
    }
  }

  private boolean isInstalled() {
    return Arrays.stream(context.getBundles()).anyMatch(bundle -> BUNDLE.equals(bundle.getSymbolicName()));
  }
}
