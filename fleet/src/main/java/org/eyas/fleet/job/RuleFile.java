package org.eyas.fleet.job;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic of rules: the newest content of one rule file.
 *
 * @param name the key of the record, the name of the file
 * @param content null if the file is removed
 * @param millis the time at which it was written to the topic
 * @param offset its offset in the partition; all versions of a file are in the same partition
 */
public record RuleFile(String name, @Nullable String content, long millis, long offset) implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * Whether this version of the file is older than another one. A topic that was created again has lower offsets, but
   * later times.
   */
  boolean isBefore(RuleFile other) {
    return offset < other.offset && millis <= other.millis;
  }
}
