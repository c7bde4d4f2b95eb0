package org.eyas.api.control;

import java.util.List;

/**
 * The events that the driver of system calls leaves in the kernel.
 *
 * @param reason why it delivers all events; empty if it leaves out some
 * @param files the rules that need a field of files that were opened earlier, each with the field; because of them,
 *     opens and closes are delivered. Empty if there are none, or if all events are delivered
 * @param types every type of events that rules need or the driver limits, those with a limit first
 */
public record PushdownStatus(String reason, List<String> files, List<PushdownType> types) {
  public PushdownStatus {
    files = List.copyOf(files);
    types = List.copyOf(types);
  }

  /** A status in which no rule needs a field of files that were opened earlier: {@link #files} is empty. */
  public PushdownStatus(String reason, List<PushdownType> types) {
    this(reason, List.of(), types);
  }

  /** The first of the rules in {@link #files}, and the number of the others; empty if {@link #files} is empty. */
  public String filesInShort() {
    return switch (files.size()) {
      case 0 -> "";
      case 1 -> files.getFirst();
      default -> files.getFirst() + ", and " + (files.size() - 1) + " more";
    };
  }
}
