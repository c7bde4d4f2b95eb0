package org.eyas.provision;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** Describes, for people, the requirements of a bundle that no other bundle provides. */
final class MissingRequirements {
  private final FrameworkWiring wiring;

  /** @param system the system bundle */
  MissingRequirements(Bundle system) {
    wiring = Objects.requireNonNull(system.adapt(FrameworkWiring.class));
  }

  /** One text for each requirement of a bundle that no installed bundle provides. */
  List<String> missing(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision == null ? List.of() : revision.getDeclaredRequirements(null).stream().flatMap(this::missing).toList();
  }

  private Stream<String> missing(BundleRequirement requirement) {
    Map<String, String> directives = requirement.getDirectives();
    boolean optional = Constants.RESOLUTION_OPTIONAL.equals(directives.get(Constants.RESOLUTION_DIRECTIVE));
    boolean later = !"resolve".equals(directives.getOrDefault(Constants.EFFECTIVE_DIRECTIVE, "resolve"));
    boolean dynamic = "dynamic".equals(directives.get(Constants.RESOLUTION_DIRECTIVE));
    if (optional || later || dynamic || !wiring.findProviders(requirement).isEmpty()) {
      return Stream.empty();
    }
    return Stream.of(describe(requirement.getNamespace(), directives.getOrDefault(Constants.FILTER_DIRECTIVE, "")));
  }

  private static String describe(String namespace, String filter) {
    return switch (namespace) {
      case PackageNamespace.PACKAGE_NAMESPACE ->
        "the package " + VersionedName.of(namespace, filter) + ", which no bundle exports";
      case BundleNamespace.BUNDLE_NAMESPACE -> "the bundle " + VersionedName.of(namespace, filter);
      case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE ->
        "a different Java version, " + Runtime.version().feature() + ": " + filter;
      default -> namespace + " " + filter;
    };
  }
}
