package org.eyas.selfwatch;

import java.nio.file.Path;

/**
 * A difference between two moments.
 *
 * @param kind "changed", "removed" or "added"
 */
record FileChange(Path path, String kind) {
  @Override
  public String toString() {
    return path + " (" + kind + ")";
  }
}
