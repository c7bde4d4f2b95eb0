package org.eyas.api.control;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.osgi.annotation.versioning.ProviderType;

/** Lists, reopens and tests outputs. Any thread may call it. */
@ProviderType
public interface OutputControl {
  /** All outputs, in the order in which they started. */
  List<OutputStatus> outputs();

  /**
   * Reopens the file or connection of one output, as SIGUSR1 does for all outputs.
   *
   * @throws RefusedException if there is no such output
   */
  void reopen(String output) throws RefusedException;

  /**
   * Puts an alert of the rule "Eyas internal: test alert" into the queue of this output only. Does not wait until it is sent.
   *
   * @throws RefusedException if there is no such output, or its queue is full
   */
  void test(String output) throws RefusedException;
}
