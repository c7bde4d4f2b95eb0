package org.eyas.engine.auditpolicy;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values that one part of a request may have.
 *
 * @param any whether every value is possible; {@code values} is empty then
 */
record RequestValues(boolean any, SortedSet<String> values) {
  static final RequestValues ANY = new RequestValues(true, new TreeSet<>());

  static RequestValues of(Collection<String> values) {
    return new RequestValues(false, new TreeSet<>(values));
  }

  RequestValues and(RequestValues other) {
    if (any || other.any) {
      return any ? other : this;
    }
    return of(values.stream().filter(other.values::contains).collect(Collectors.toSet()));
  }

  RequestValues or(RequestValues other) {
    return any || other.any ? ANY
        : of(Stream.concat(values.stream(), other.values.stream()).collect(Collectors.toSet()));
  }

  boolean isEmpty() {
    return !any && values.isEmpty();
  }

  boolean has(String value) {
    return any || values.contains(value);
  }

  boolean hasAll(RequestValues other) {
    return any || !other.any && values.containsAll(other.values);
  }
}
