package org.eyas.enricher.container.account;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import org.eyas.linux.libc.FileState;
import org.eyas.linux.libc.OpenedPath;

/**
 * The file passwd or group of a container, which may be missing. It is read only if it is a regular file of limited
 * size, because the container controls it.
 */
record ContainerAccountFile(Optional<OpenedPath> file) implements AutoCloseable {
  static final int MOST_BYTES = 256 * 1024;
  private static final String STAMP = "unix:dev,ino,size,lastModifiedTime,ctime";

  static ContainerAccountFile in(OpenedPath root, String name) throws IOException {
    try {
      return new ContainerAccountFile(Optional.of(root.below(name)));
    } catch (NoSuchFileException e) {
      return new ContainerAccountFile(Optional.empty());
    }
  }

  /** The attributes that change with the content. */
  Map<String, Object> stamp() throws IOException {
    return file.isEmpty() ? Map.of() : Files.readAttributes(file.get().path(), STAMP);
  }

  // Nothing for a device, a FIFO, and files that are too large to be true.
  byte[] bytes() throws IOException {
    if (file.isEmpty() || !isReadable(file.get().state())) {
      return new byte[0];
    }
    try (InputStream in = file.get().read()) {
      return in.readNBytes(MOST_BYTES);
    }
  }

  private static boolean isReadable(FileState state) {
    return state.isRegular() && state.size() <= MOST_BYTES;
  }

  @Override
  public void close() {
    file.ifPresent(OpenedPath::close);
  }
}
