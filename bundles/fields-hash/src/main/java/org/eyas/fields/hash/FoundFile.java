package org.eyas.fields.hash;

import java.io.IOException;
import org.eyas.linux.libc.OpenedPath;

/**
 * A file that is found but not opened for reading.
 *
 * @param file must be closed
 * @param kind the kind of its file system, which is not foreign
 * @param identity what the file was when it was found
 */
record FoundFile(OpenedPath file, MountKind kind, HashedFileState identity) implements AutoCloseable {
  /**
   * Examines a file. Closes it if that fails.
   *
   * @throws HashFailureException if the file is of a kind that is not read
   */
  static FoundFile of(OpenedPath file, MountKind kind) throws IOException, HashFailureException {
    boolean done = false;
    try {
      if (kind == MountKind.FOREIGN) {
        throw new HashFailureException(HashFailure.FILE_SYSTEM);
      }
      FoundFile found = new FoundFile(file, kind, HashedFileState.of(file));
      done = true;
      return found;
    } finally {
      if (!done) {
        file.close();
      }
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
