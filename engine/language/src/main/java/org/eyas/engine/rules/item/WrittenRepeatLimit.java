package org.eyas.engine.rules.item;

import java.util.List;

/**
 * {@code repeats} of a rule, as written.
 *
 * @param withinNanos how long alerts are repeats of the first one; 0: every alert is sent
 * @param by the fields whose values must be equal
 * @param ofSiblings whether processes with the same parent count as one
 */
public record WrittenRepeatLimit(long withinNanos, List<WrittenText> by, boolean ofSiblings) {
  public WrittenRepeatLimit {
    by = List.copyOf(by);
  }
}
