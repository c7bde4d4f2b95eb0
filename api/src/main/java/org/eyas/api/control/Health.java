package org.eyas.api.control;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.osgi.annotation.versioning.ProviderType;

/** The engine's current problems and the faults of bundles. Any thread may call it at any time; no call waits. */
@ProviderType
public interface Health {
  /** The current problems; empty if everything is healthy. */
  List<HealthProblem> problems();

  /** The services with at least one fault since the engine started. */
  List<FaultCount> faults();

  /**
   * Lets the engine call the services of a bundle again that it had stopped calling because of faults. Not needed after the
   * bundle was updated or restarted.
   *
   * @param bundle the bundle's symbolic name
   * @throws RefusedException if the engine calls all services of this bundle
   */
  void readmit(String bundle) throws RefusedException;
}
