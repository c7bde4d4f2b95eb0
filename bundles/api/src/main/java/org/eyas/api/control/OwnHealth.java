package org.eyas.api.control;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Where a bundle says that it is not well, for {@link Health}. Every bundle that takes this service has one of its own; what it said
 * goes when it gives the service back. May be called from any thread; never waits.
 */
@ProviderType
public interface OwnHealth {
  /** @param text in one line, with what to do; it stands until the bundle says something else */
  void problem(String text);

  /** What it said last is over. */
  void well();
}
