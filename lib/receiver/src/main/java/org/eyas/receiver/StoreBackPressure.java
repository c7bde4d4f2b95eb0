package org.eyas.receiver;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The back pressure of a store: the reason why it accepts no batches at the moment. Logs when that begins, changes and
 * ends. Any thread may call it.
 */
final class StoreBackPressure {
  private static final Logger LOG = LoggerFactory.getLogger(StoreBackPressure.class);

  private volatile String problem = "";

  synchronized void begin(String reason) {
    if (!problem.equals(reason)) {
      problem = reason;
      LOG.warn("{}; senders are asked to send again later", reason);
    }
  }

  /** Ends the back pressure if it is still for this reason. */
  synchronized void end(String reason) {
    if (problem.equals(reason)) {
      end();
    }
  }

  synchronized void end() {
    if (isActive()) {
      LOG.info("Batches are kept again; before: {}", problem);
      problem = "";
    }
  }

  boolean isActive() {
    return !problem.isEmpty();
  }

  String problem() {
    return problem;
  }
}
