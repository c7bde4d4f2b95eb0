package org.eyas.engine.state;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/** A current directory, with a slash at its end. Processes that were cloned with CLONE_FS share one. */
final class Directory {
  Text path = Bytes.EMPTY;
}
