package org.eyas.provision;

import java.util.List;
import java.util.Optional;
import org.eyas.api.control.BundleStatus;
import org.osgi.framework.Bundle;

/** Describes bundles for tools. */
final class BundleStates {
  private final MissingRequirements requirements;

  BundleStates(MissingRequirements requirements) {
    this.requirements = requirements;
  }

  /** @param dropped the bundles that come from jars in the watched folder */
  BundleStatus status(Bundle bundle, List<DroppedBundle> dropped) {
    Optional<DroppedBundle> origin = dropped.stream().filter(candidate -> candidate.bundle().equals(bundle)).findFirst();
    return new BundleStatus(
        nameOf(bundle),
        bundle.getVersion().toString(),
        state(bundle),
        origin.isPresent() || SelectableBundles.isPart(bundle),
        origin.map(DroppedBundle::jar).map(StagedJar::file).orElse(""),
        problem(bundle));
  }

  /** The symbolic name of a bundle, or where it came from if it has none. */
  static String nameOf(Bundle bundle) {
    String name = bundle.getSymbolicName();
    return name == null ? bundle.getLocation() : name;
  }

  /** The requirements that a bundle which does not run lacks; empty if there are none. */
  String problem(Bundle bundle) {
    if (bundle.getState() == Bundle.ACTIVE) {
      return "";
    }
    List<String> missing = requirements.missing(bundle);
    return missing.isEmpty() ? "" : "needs " + String.join(", and ", missing);
  }

  private static String state(Bundle bundle) {
    return switch (bundle.getState()) {
      case Bundle.ACTIVE -> "active";
      case Bundle.STARTING -> "starting";
      case Bundle.STOPPING -> "stopping";
      case Bundle.RESOLVED -> "resolved";
      case Bundle.INSTALLED -> "installed";
      default -> "uninstalled";
    };
  }
}
