package org.eyas.api.alert;

import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * An alert: a rule fired for one event. It is immutable and may be read by any thread. It holds only JDK types, so an alert that
 * waits in a queue does not keep the classes of an updated bundle in memory.
 *
 * @param timestampNanos time of the event, in nanoseconds since the epoch
 * @param rule the rule's name
 * @param source the event source: "syscall", or "internal" for alerts about the engine itself
 * @param message the rule's output text with its fields filled in, without time and priority
 * @param fields all fields of the output, by name. A value is a String, Long, Double, Boolean, java.math.BigInteger (unsigned 64
 *     bits) or a List of these; it is null if the field has no value
 * @param tags the rule's tags, sorted
 * @param threadId the thread that caused the event; 0 if there is none, as for an event of another source than system calls
 */
public record Alert(
    long timestampNanos,
    Priority priority,
    String rule,
    String source,
    String message,
    SortedMap<String, @Nullable Object> fields,
    SortedSet<String> tags,
    long threadId) {
  public Alert {
    fields = AlertFields.of(fields);
    tags = AlertTags.of(tags);
  }

  /** An alert that no thread caused. */
  public Alert(
      long timestampNanos, Priority priority, String rule, String source, String message,
      SortedMap<String, @Nullable Object> fields,
      SortedSet<String> tags) {
    this(timestampNanos, priority, rule, source, message, fields, tags, 0);
  }
}
