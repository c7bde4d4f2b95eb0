package org.eyas.enricher.container.socket;

import java.io.IOException;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.lookup.CachedContainer;

/** The requests of one kind of runtime. Called on the thread of its socket. */
interface RuntimeApi {
  /** Whether this runtime has containers with this form of id, and of this type if that is known. */
  boolean accepts(ContainerId id, String type);

  /** Whether this runtime has a stream of events that any number of clients can follow. */
  default boolean hasEvents() {
    return true;
  }

  /**
   * Looks a container up and adds the facts that it finds. Takes a bounded time.
   *
   * @return whether the runtime has the container
   * @throws IOException if there is no answer in time, or the answer is invalid
   */
  boolean find(CachedContainer container) throws IOException;
}
