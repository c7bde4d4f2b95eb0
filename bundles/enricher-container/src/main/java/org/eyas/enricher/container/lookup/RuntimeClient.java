package org.eyas.enricher.container.lookup;

/** Asks one container runtime on its own thread, so that a hanging runtime does not delay the others. */
public interface RuntimeClient extends AutoCloseable {
  /**
   * Whether this runtime may know more about a container than the container's files.
   *
   * @param container the facts that are known so far
   */
  boolean mayKnowMore(Container container);

  /**
   * Looks a container up. Returns at once. Calls {@link Container#add} for the facts that it finds, and in any case
   * {@link Container#endStep} after a bounded time.
   */
  void lookUp(Container container);

  @Override
  void close();
}
