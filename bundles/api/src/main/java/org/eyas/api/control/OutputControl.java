package org.eyas.api.control;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.osgi.annotation.versioning.ProviderType;

/** The outputs and their queues. May be called from any thread. */
@ProviderType
public interface OutputControl {
  /** Every output there is, in the order they came. */
  List<OutputStatus> outputs();

  /**
   * Reopens what an output has open, as SIGUSR1 does for all.
   *
   * @throws RefusedException where there is no such output
   */
  void reopen(String output) throws RefusedException;

  /**
   * Puts an alert into the queue of this output alone, of the rule "Eyas internal: test alert".
   *
   * @throws RefusedException where there is no such output, or its queue has no room
   */
  void test(String output) throws RefusedException;
}
