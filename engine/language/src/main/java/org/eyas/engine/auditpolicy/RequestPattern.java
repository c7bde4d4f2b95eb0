package org.eyas.engine.auditpolicy;

import java.util.List;

/**
 * A set of requests to the API server: every combination of these values.
 *
 * @param subresources the empty name stands for requests without a subresource
 * @param stages the stages at which an event is needed; any if the condition names none
 */
record RequestPattern(RequestValues verbs, RequestValues resources, RequestValues subresources, RequestValues stages) {
  static final RequestPattern ALL =
      new RequestPattern(RequestValues.ANY, RequestValues.ANY, RequestValues.ANY, RequestValues.ANY);

  /** Stages that come before the end of a request. */
  static final List<String> EARLY = List.of("RequestReceived", "ResponseStarted");

  private static final RequestValues NAMED =
      RequestValues.of(List.of("RequestReceived", "ResponseStarted", "ResponseComplete", "Panic"));

  RequestPattern and(RequestPattern other) {
    return new RequestPattern(
        verbs.and(other.verbs), resources.and(other.resources), subresources.and(other.subresources), stages.and(other.stages));
  }

  /** The smallest set of this form that contains both. */
  RequestPattern or(RequestPattern other) {
    return new RequestPattern(
        verbs.or(other.verbs), resources.or(other.resources), subresources.or(other.subresources),
        stages.any() == other.stages.any() ? stages.or(other.stages) : NAMED);
  }

  boolean isEmpty() {
    return verbs.isEmpty() || resources.isEmpty() || subresources.isEmpty() || stages.isEmpty();
  }

  boolean has(String resource, String subresource) {
    return resources.has(resource) && subresources.has(subresource);
  }
}
