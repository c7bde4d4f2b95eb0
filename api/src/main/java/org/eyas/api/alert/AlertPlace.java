package org.eyas.api.alert;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The container and the pod that an alert is about, as far as the fields of its output say so.
 *
 * @param container the container's name, or its id if the name is not known; empty on the host
 * @param pod NAMESPACE/NAME; empty outside of Kubernetes
 */
public record AlertPlace(String container, String pod) {
  private static final String HOST = "host";

  public static AlertPlace of(Alert alert) {
    Map<String, @Nullable Object> fields = alert.fields();
    String name = text(fields, "container.name");
    String container = name.isEmpty() ? text(fields, "container.id") : name;
    String namespace = kubernetes(fields, "ns.name");
    String pod = kubernetes(fields, "pod.name");
    return new AlertPlace(
        container.equals(HOST) ? "" : container, pod.isEmpty() || namespace.isEmpty() ? pod : namespace + "/" + pod);
  }

  // From the container runtime, or else from the API server.
  private static String kubernetes(Map<String, @Nullable Object> fields, String name) {
    String runtime = text(fields, "k8s." + name);
    return runtime.isEmpty() ? text(fields, "k8smeta." + name) : runtime;
  }

  private static String text(Map<String, @Nullable Object> fields, String name) {
    return fields.get(name) instanceof String text ? text : "";
  }
}
