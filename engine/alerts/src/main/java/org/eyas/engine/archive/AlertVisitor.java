package org.eyas.engine.archive;

import org.eyas.api.history.PastAlert;

/** Receives the alerts that a search finds, newest first, on the thread of the search. */
@FunctionalInterface
public interface AlertVisitor {
  /** Returns whether the search continues. */
  boolean visit(PastAlert past);
}
