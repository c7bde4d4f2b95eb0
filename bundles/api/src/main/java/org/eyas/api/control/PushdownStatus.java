package org.eyas.api.control;

import java.util.List;

/**
 * What the driver of system calls leaves in the kernel.
 *
 * @param reason why it delivers all events; empty if it leaves out some
 * @param files which rule needs which field of files that were opened earlier, so that opens and closes are delivered; empty if none does,
 *     or if all events are delivered
 * @param types every type of events that rules need or the driver limits, those with a limit first
 */
public record PushdownStatus(String reason, String files, List<PushdownType> types) {
  public PushdownStatus {
    types = List.copyOf(types);
  }

  /** A status without rules that need opened files. */
  public PushdownStatus(String reason, List<PushdownType> types) {
    this(reason, "", types);
  }
}
