package org.eyas.config;

import java.util.List;

/** The plugins of Falco that bundles of Eyas replace. The engine knows the versions that rules files require. */
final class BuiltInPlugins {
  /** The names of all, whether they are configured or not. */
  static final List<String> NAMES = List.of("container", "json", "k8saudit", "k8smeta");

  private BuiltInPlugins() {}
}
