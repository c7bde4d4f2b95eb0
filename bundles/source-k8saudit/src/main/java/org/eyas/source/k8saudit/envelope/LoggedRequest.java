package org.eyas.source.k8saudit.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.data.ByteBuilder;
import org.eyas.json.write.CompactJson;

/**
 * The request of an entry of Cloud Logging: its verb, which is the last part of the method, and its object, which is in the
 * name of the resource:
 *
 * <pre>
 *   core/v1/namespaces/NS/pods/NAME/exec           GROUP/VERSION/RESOURCE/NAME/SUBRESOURCE
 *   core/v1/namespaces/NS                          the namespace itself
 * </pre>
 *
 * @param object the members of objectRef; empty for requests that are not about a resource
 */
record LoggedRequest(String verb, String uri, Map<String, String> object) {
  private static final String NAMESPACES = "namespaces";
  private static final String CORE = "core";
  private static final Set<String> OF_NAMESPACE = Set.of("finalize", "status");
  private static final Set<String> CONNECTIONS = Set.of("exec", "attach", "portforward", "proxy");
  private static final int HEAD = 2;

  static LoggedRequest of(String method, String resource) {
    String verb = method.substring(method.lastIndexOf('.') + 1);
    List<String> parts = List.of(resource.split("/", -1));
    if (parts.size() <= HEAD || !parts.get(1).matches("v[0-9][a-z0-9]*")) {
      return new LoggedRequest(verb, resource.isEmpty() ? "" : "/" + resource, Map.of());
    }
    boolean isCore = parts.getFirst().equals(CORE);
    String path = resource.substring(parts.getFirst().length());
    String uri = isCore ? "/api" + path : "/apis/" + resource;
    return new LoggedRequest(verb, uri, objectOf(isCore ? "" : parts.getFirst(), parts));
  }

  private static Map<String, String> objectOf(String group, List<String> parts) {
    Map<String, String> object = new LinkedHashMap<>();
    boolean isNamespaced = isNamespaced(parts);
    int at = isNamespaced ? HEAD + 2 : HEAD;
    put(object, "resource", parts, at);
    if (isNamespaced) {
      put(object, "namespace", parts, HEAD + 1);
    } else if (parts.get(HEAD).equals(NAMESPACES)) {
      put(object, "namespace", parts, HEAD + 1); // as the API server writes it
    }
    put(object, "name", parts, at + 1);
    if (!group.isEmpty()) {
      object.put("apiGroup", group);
    }
    object.put("apiVersion", parts.get(1));
    put(object, "subresource", parts, at + 2);
    return object;
  }

  private static boolean isNamespaced(List<String> parts) {
    boolean isNamespaceItself = parts.size() == HEAD + 3 && OF_NAMESPACE.contains(parts.getLast());
    return parts.get(HEAD).equals(NAMESPACES) && parts.size() > HEAD + 2 && !isNamespaceItself;
  }

  private static void put(Map<String, String> object, String member, List<String> parts, int at) {
    if (at < parts.size() && !parts.get(at).isEmpty()) {
      object.put(member, parts.get(at));
    }
  }

  /** Whether the request is a connection into a pod or to a node. */
  boolean isConnection() {
    return CONNECTIONS.contains(object.getOrDefault("subresource", ""));
  }

  /** Whether the request lasts after its answer has begun. */
  boolean isOpen() {
    return isConnection() || verb.equals("watch");
  }

  void appendTo(ByteBuilder event) {
    EventMembers.append(event, "requestURI", uri);
    EventMembers.append(event, "verb", verb);
    if (!object.isEmpty()) {
      event.append(",\"objectRef\":").append(CompactJson.of(object).getBytes(UTF_8));
    }
  }
}
