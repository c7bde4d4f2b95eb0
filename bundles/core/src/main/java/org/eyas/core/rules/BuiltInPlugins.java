package org.eyas.core.rules;

import java.util.Map;

/**
 * The Falco plugins that Eyas has built in, by the names and versions that rule files ask for: the container plugin of
 * Falco 0.44 and the audit plugins that the audit rules of that time need.
 */
public final class BuiltInPlugins {
  public static final Map<String, String> VERSIONS =
      Map.of("container", "0.7.0", "json", "0.7.3", "k8saudit", "0.18.0", "k8smeta", "0.4.1");

  private BuiltInPlugins() {}
}
