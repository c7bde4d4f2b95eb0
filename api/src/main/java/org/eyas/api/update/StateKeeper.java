package org.eyas.api.update;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Stores the state that the old engine hands over to the new one while the engine's bundle is updated. The service is
 * in a bundle that keeps running. Any thread may call it.
 *
 * <p>If no engine takes a source or events over, their capture and memory are closed when this service stops.
 */
@ProviderType
public interface StateKeeper {
  /** Stores an object for the next engine. Called by the old engine while it stops. */
  void store(Handover what);

  /**
   * Returns and removes all objects of one kind, in the order in which they were stored. Called by the new engine when
   * it starts.
   */
  <T extends Handover> List<T> drain(Class<T> kind);
}
