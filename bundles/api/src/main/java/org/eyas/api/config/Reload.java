package org.eyas.api.config;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The engine's side of a reload, in two steps: whoever writes the configuration first asks whether the engine could run
 * with it, and writes it only then.
 *
 * <pre>
 *   candidate = reload.prepare(configurations)   // throws: nothing has changed, neither rules nor settings nor outputs
 *   write the configurations to Configuration Admin
 *   candidate.publish()
 * </pre>
 *
 * <p>Called from one thread at a time, which waits.
 */
@ProviderType
public interface Reload {
  /**
   * Reads, loads and compiles what would run with a configuration, beside what runs.
   *
   * @param configurations the properties of every PID, as Configuration Admin would hold them
   * @throws RefusedException where a start with it would end with an error
   */
  Candidate prepare(Map<String, Map<String, Object>> configurations) throws RefusedException;

  /** What was prepared. Whoever does not want it any more drops it. */
  interface Candidate {
    /** Whether rules or settings of the engine are others than those that run. */
    boolean changed();

    /**
     * Makes it what runs, between two events: each loop takes it over at the end of its batch. Outputs, counts and the
     * process table stay.
     *
     * @return what runs now, a line for people
     */
    String publish();
  }
}
