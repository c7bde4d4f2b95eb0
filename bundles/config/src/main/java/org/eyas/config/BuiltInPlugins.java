package org.eyas.config;

import java.util.List;
import java.util.Map;

/** The plugins of Falco that bundles of Eyas replace. The engine knows the versions that rules files require. */
final class BuiltInPlugins {
  /** The names of all, whether they are configured or not. */
  static final List<String> NAMES = List.of("container", "json", "k8saudit", "k8smeta");

  /** Those that Eyas does not have yet, each with what does not work. */
  static final Map<String, String> LATER =
      Map.of(
          "json", "fields json.* and jevt.* are not known",
          "k8saudit", "audit events of Kubernetes are not received");

  /** The only source of events among them: a run that must read it cannot continue with other events instead. */
  static final String SOURCE = "k8saudit";

  private BuiltInPlugins() {}
}
