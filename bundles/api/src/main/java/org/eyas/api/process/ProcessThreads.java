package org.eyas.api.process;

/** A thread among the threads of its process: a part of {@link ProcessInfo}, which says how long it is valid. */
public interface ProcessThreads {
  boolean mainThread();

  /** How many threads of this process are alive, including the main thread. */
  long threadCount();

  /** How many threads of this process are alive, without the main thread. */
  long childThreadCount();
}
