package org.eyas.fleet.job;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic of rules: the newest content of one rule file.
 *
 * @param name the key of the record, the name of the file
 * @param content null if the file is removed
 * @param millis when it was written to the topic
 */
public record RuleFile(String name, @Nullable String content, long millis) implements Serializable {
  private static final long serialVersionUID = 1;
}
