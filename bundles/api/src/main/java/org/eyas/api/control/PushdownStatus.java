package org.eyas.api.control;

import java.util.List;

/**
 * What the driver of system calls leaves in the kernel.
 *
 * @param reason why it delivers all events; empty if it leaves out some
 * @param types every type of events that rules need or the driver limits, those with a limit first
 */
public record PushdownStatus(String reason, List<PushdownType> types) {
  public PushdownStatus {
    types = List.copyOf(types);
  }
}
