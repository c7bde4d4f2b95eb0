package org.eyas.api.config;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The engine's part of a reload, in two steps: the configuration bundle first asks whether the engine could run with a new
 * configuration, and writes it only if it could.
 *
 * <pre>
 *   candidate = reload.prepare(configurations)   // if it throws, rules, settings and outputs are unchanged
 *   write the configurations to Configuration Admin
 *   candidate.publish()
 * </pre>
 *
 * <p>Only one thread at a time calls it; each call blocks until it is done.
 */
@ProviderType
public interface Reload {
  /**
   * Reads, loads and compiles the rules for a configuration while the current rules keep running. May take seconds.
   *
   * @param configurations the properties for each PID, as Configuration Admin would store them
   * @throws RefusedException if a start with this configuration would end with an error
   */
  Candidate prepare(Map<String, Map<String, Object>> configurations) throws RefusedException;

  /**
   * A configuration that the engine could run with. A caller that no longer wants it drops the reference; nothing has to be
   * closed.
   */
  interface Candidate {
    /** Whether rules or settings of the engine differ from the current ones. */
    boolean changed();

    /**
     * Puts it into use: each event loop switches to it at the end of its batch, between two events. Outputs, counts and the
     * process table are kept.
     *
     * @return what runs now, in one line for people
     */
    String publish();
  }
}
