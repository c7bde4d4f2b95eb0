package org.eyas.api.control;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Whether everything is well, and what bundles did wrong. May be called from any thread, at any time. */
@ProviderType
public interface Health {
  /** What is not well now; empty where all is. */
  List<Ailment> ailments();

  /** Faults by service since the start, those without any left out. */
  List<FaultCount> faults();
}
