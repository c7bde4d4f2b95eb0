package org.eyas.engine.auditpolicy;

/**
 * Requests to the API server: every combination of these parts.
 *
 * @param subresources the empty name stands for requests without one
 */
record Requests(Names verbs, Names resources, Names subresources) {
  static final Requests ALL = new Requests(Names.ANY, Names.ANY, Names.ANY);

  Requests and(Requests other) {
    return new Requests(
        verbs.and(other.verbs), resources.and(other.resources), subresources.and(other.subresources));
  }

  /** The least requests of this form that contain both. */
  Requests or(Requests other) {
    return new Requests(verbs.or(other.verbs), resources.or(other.resources), subresources.or(other.subresources));
  }

  boolean isEmpty() {
    return verbs.isEmpty() || resources.isEmpty() || subresources.isEmpty();
  }

  boolean has(String resource, String subresource) {
    return resources.has(resource) && subresources.has(subresource);
  }
}
