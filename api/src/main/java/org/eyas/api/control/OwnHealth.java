package org.eyas.api.control;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Lets a bundle report a problem of its own to {@link Health}. Each bundle that gets this service gets its own instance; its
 * problem is cleared when the bundle releases the service. Any thread may call it; no call waits.
 */
@ProviderType
public interface OwnHealth {
  /**
   * Reports a problem, in place of the previous one.
   *
   * @param text what is wrong and what to do, in one line
   */
  void reportProblem(String text);

  /** Clears the problem. */
  void clear();
}
