package org.eyas.control.command;

/**
 * The alerts that a client wants to see.
 *
 * @param text a query
 * @param container a part of the container's name; empty for any container, and for alerts of the host
 * @param pod the same for pods
 */
record AlertQueryOptions(String text, String container, String pod) {
  static AlertQueryOptions of(CommandRequest request) {
    return new AlertQueryOptions(option(request, "query"), option(request, "container"), option(request, "pod"));
  }

  private static String option(CommandRequest request, String name) {
    return request.options().getOrDefault(name, "");
  }

  /** The text, the container and the pod as one query. */
  String query() {
    return (text + part("container", container) + part("pod", pod)).strip();
  }

  private static String part(String name, String part) {
    return part.isEmpty() ? "" : " " + name + ":*\"" + part.replace("\\", "\\\\").replace("\"", "\\\"") + "\"*";
  }
}
