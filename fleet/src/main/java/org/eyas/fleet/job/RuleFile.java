package org.eyas.fleet.job;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic of rules: the newest content of one rule file.
 *
 * @param name the key of the record, the name of the file
 * @param content null if the file is removed
 * @param millis when it was written to the topic
 * @param offset its place in the partition; a file is always in the same one
 */
public record RuleFile(String name, @Nullable String content, long millis, long offset) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Whether it is a version before another one of the same file. A topic that was made anew has lower offsets, but later times. */
  boolean isBefore(RuleFile other) {
    return offset < other.offset && millis <= other.millis;
  }
}
