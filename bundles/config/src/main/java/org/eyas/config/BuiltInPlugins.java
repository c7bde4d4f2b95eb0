package org.eyas.config;

import java.util.List;
import java.util.Map;

/** The plugins of Falco that stand for a part of Eyas. The versions that rule files ask for the engine knows. */
final class BuiltInPlugins {
  /** Whether they are configured or not. */
  static final List<String> NAMES = List.of("container", "json", "k8saudit", "k8smeta");

  /** Those whose part is not there yet, and what does not happen. */
  static final Map<String, String> LATER =
      Map.of(
          "json", "fields json.* and jevt.* are not known",
          "k8saudit", "audit events of Kubernetes are not received",
          "k8smeta", "fields k8smeta.* are not known");

  /** The one of them that is a source of events: a run that is to read it cannot go on with other events instead. */
  static final String SOURCE = "k8saudit";

  private BuiltInPlugins() {}
}
