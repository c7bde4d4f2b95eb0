package org.eyas.api.update;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Holds what an engine that leaves hands to the one that comes, in a bundle that stays. May be called from any thread.
 *
 * <p>Where nobody takes a source, or events, their capture and memory are closed when the keeper goes.
 */
@ProviderType
public interface StateKeeper {
  void keep(Kept what);

  /** Everything of one kind, in the order in which it was left; it is not kept any longer. */
  <T extends Kept> List<T> take(Class<T> kind);
}
