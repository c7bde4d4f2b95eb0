package org.eyas.api.alert;

import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A rule fired. Immutable, and of JDK types only, so that no alert pins a bundle.
 *
 * @param timestampNanos of the event, nanoseconds since the epoch
 * @param rule the rule's name
 * @param source the event source: "syscall", or "internal" for alerts of the engine itself
 * @param message the rule's output with its fields filled in, without time and priority
 * @param fields every field of the output: String, Long, Double, Boolean, java.math.BigInteger (unsigned 64 bit), List
 *     of these, or null where it has no value
 * @param tags sorted
 */
public record Alert(
    long timestampNanos,
    Priority priority,
    String rule,
    String source,
    String message,
    SortedMap<String, @Nullable Object> fields,
    SortedSet<String> tags) {
  public Alert {
    fields = AlertFields.of(fields);
    tags = AlertTags.of(tags);
  }
}
