package org.eyas.engine.rules;

import java.util.Map;
import java.util.Optional;

/**
 * The Falco plugins that are built into Eyas, with the names and versions that rule files require: the container plugin
 * of Falco 0.44, the audit plugins that the audit rules of that version need, and the krsi plugin for io_uring.
 */
public final class BuiltInFalcoPlugins {
  public static final Map<String, String> VERSIONS =
      Map.of("container", "0.7.0", "json", "0.7.3", "k8saudit", "0.18.0", "k8smeta", "0.4.1", "krsi", "0.1.0");

  private static final Map<String, String> BY_FIELD_PREFIX =
      Map.of(
          "container", "container", "k8s", "container", "k8smeta", "k8smeta", "json", "json", "jevt", "json", "ka",
          "k8saudit", "krsi", "krsi");

  private BuiltInFalcoPlugins() {}

  public static Optional<String> ofSource(String source) {
    return source.equals("k8s_audit") ? Optional.of("k8saudit") : Optional.empty();
  }

  /** The plugin that has the field in Falco. */
  public static Optional<String> ofField(String field) {
    int dot = field.indexOf('.');
    return dot < 0 ? Optional.empty() : Optional.ofNullable(BY_FIELD_PREFIX.get(field.substring(0, dot)));
  }
}
