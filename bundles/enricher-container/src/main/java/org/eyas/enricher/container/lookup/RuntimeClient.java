package org.eyas.enricher.container.lookup;

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

  @Override
  void close();
}
