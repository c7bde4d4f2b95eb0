package org.eyas.core.state;

import org.eyas.api.source.StateSink;

/** Who may know a thread that no event told of. */
public interface ThreadSource {
  /** Tells of a thread and of its process; false where it is not known here either. */
  boolean lookUp(long tid, StateSink into);
}
