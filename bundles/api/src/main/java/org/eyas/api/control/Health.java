package org.eyas.api.control;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.osgi.annotation.versioning.ProviderType;

/** Whether everything is well, and what bundles did wrong. May be called from any thread, at any time; never waits. */
@ProviderType
public interface Health {
  /** What is not well now; empty where all is. */
  List<Ailment> ailments();

  /** Faults by service since the start, those without any left out. */
  List<FaultCount> faults();

  /**
   * Calls again what was taken out of a bundle, as if it had just come. A bundle that is updated or started anew needs no such
   * word.
   *
   * @throws RefusedException where nothing of it was taken out
   */
  void readmit(String bundle) throws RefusedException;
}
