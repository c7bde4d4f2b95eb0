package org.eyas.api.process;

import org.osgi.annotation.versioning.ProviderType;

/** A thread among the threads of its process: a part of {@link ProcessInfo}, which says how long it is valid. */
@ProviderType
public interface ProcessThreads {
  boolean mainThread();

  /** How many threads of this process are alive, including the main thread. */
  long threadCount();

  /** How many threads of this process are alive, without the main thread. */
  long childThreadCount();
}
