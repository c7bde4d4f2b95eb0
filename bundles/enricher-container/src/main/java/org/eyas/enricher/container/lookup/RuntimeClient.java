package org.eyas.enricher.container.lookup;

import org.eyas.enricher.container.id.ContainerId;

/** Asks one container runtime on a thread of its own, so that a runtime that hangs costs the others nothing. */
public interface RuntimeClient extends AutoCloseable {
  /**
   * Whether this runtime may know more about a container than its files said.
   *
   * @param container what is known so far
   */
  boolean mayKnowMore(Container container);

  /**
   * Looks a container up. Returns at once. Calls {@link Container#add} for what it finds, and in any case
   * {@link Container#endStep} after a bounded time.
   */
  void lookUp(Container container);

  /** Whether this runtime has containers with this form of id. */
  boolean accepts(ContainerId id);

  @Override
  void close();
}
