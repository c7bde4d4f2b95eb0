package org.eyas.provision;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.eyas.api.control.OwnHealth;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/**
 * Reports in health that an output is enabled but its bundle is not installed. A start without the jar of the bundle is
 * refused, but the jar can be a wrong one, and it can be removed while the engine runs. Any thread may call it.
 */
final class OutputBundleCheck {
  static final String GRPC = "org.eyas.output.grpc";
  static final String KAFKA = "org.eyas.output.kafka";

  private final BundleContext context;
  private final Map<String, String> keys = Map.of(GRPC, "grpc", KAFKA, "eyas.kafka_output");
  private volatile Map<String, Boolean> wanted = Map.of();
  private volatile @Nullable OwnHealth health;

  OutputBundleCheck(BundleContext context) {
    this.context = context;
  }

  /** Looks for the bundles after some were installed or uninstalled. */
  void checkInstalled(boolean isGrpcWanted, boolean isKafkaWanted) {
    Map<String, Boolean> now = new LinkedHashMap<>();
    now.put(GRPC, isGrpcWanted);
    now.put(KAFKA, isKafkaWanted);
    wanted = now;
    report();
  }

  /** @param there the service; null while there is none */
  void reportTo(@Nullable OwnHealth there) {
    health = there;
    report();
  }

  private void report() {
    OwnHealth there = health;
    if (there == null) {
      return;
    }
    String problems =
        wanted.entrySet().stream()
            .filter(bundle -> bundle.getValue() && !isInstalled(bundle.getKey()))
            .map(bundle -> problem(bundle.getKey()))
            .collect(Collectors.joining("; "));
    if (problems.isEmpty()) {
      there.clear();
    } else {
      there.reportProblem(problems);
    }
  }

  private String problem(String bundle) {
    return keys.get(bundle) + " is enabled, but its bundle is not installed: it sends no alert. Install the package eyas-outputs,"
        + " or put " + bundle + ".jar of the same version into eyas.bundles.directory";
  }

  private boolean isInstalled(String name) {
    return Arrays.stream(context.getBundles()).anyMatch(bundle -> name.equals(bundle.getSymbolicName()));
  }
}
