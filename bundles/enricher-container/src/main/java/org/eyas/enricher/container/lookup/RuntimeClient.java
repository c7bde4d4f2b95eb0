package org.eyas.enricher.container.lookup;

/** Asks one container runtime on its own thread, so that a hanging runtime does not delay the others. */
public interface RuntimeClient extends AutoCloseable {
  /**
   * Whether this runtime may know more about a container than the container's files.
   *
   * @param container the facts that are known so far
   */
  boolean mayKnowMore(CachedContainer container);

  /**
   * Looks a container up. Returns at once. Calls {@link CachedContainer#add} for the facts that it finds, and in any case
   * {@link CachedContainer#endStep} after a bounded time.
   */
  void lookUp(CachedContainer container);

  @Override
  void close();
}
