package org.eyas.control.command;

import java.util.function.Predicate;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.api.history.AlertSearch;
import org.eyas.api.history.PastAlert;

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

  /** The condition of the query; a query that cannot be read is a wrong value of the command line. */
  Predicate<PastAlert> condition(AlertSearch search) throws UnclearCommandException {
    try {
      return search.condition(query());
    } catch (RefusedException e) {
      throw new UnclearCommandException(Reason.of(e));
    }
  }

  private static String part(String name, String part) {
    return part.isEmpty() ? "" : " " + name + ":*\"" + part.replace("\\", "\\\\").replace("\"", "\\\"") + "\"*";
  }
}
