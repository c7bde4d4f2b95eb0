package org.eyas.enricher.container.account;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eyas.linux.libc.OpenedPath;

/**
 * The file passwd or group of a container, which may be missing. Of what the container put there, only a regular file of limited
 * size is read.
 */
record AccountFile(Optional<OpenedPath> file) implements AutoCloseable {
  static final int MOST_BYTES = 256 * 1024;
  private static final String STAMP = "unix:dev,ino,size,lastModifiedTime,ctime";
  private static final int FILE_TYPE = 0170000;
  private static final int FILE = 0100000;

  static AccountFile in(OpenedPath root, String name) throws IOException {
    try {
      return new AccountFile(Optional.of(root.below(name)));
    } catch (NoSuchFileException e) {
      return new AccountFile(Optional.empty());
    }
  }

  /** The attributes that change with the content. */
  Map<String, Object> stamp() throws IOException {
    return file.isEmpty() ? Map.of() : Files.readAttributes(file.get().path(), STAMP);
  }

  // Nothing for a device, a FIFO, and files that are too large to be true.
  byte[] bytes() throws IOException {
    if (file.isEmpty() || !isTrusted(file.get().path())) {
      return new byte[0];
    }
    try (SeekableByteChannel in = Files.newByteChannel(file.get().path())) {
      return Channels.newInputStream(in).readNBytes(MOST_BYTES);
    }
  }

  private static boolean isTrusted(Path path) throws IOException {
    Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,size");
    boolean regular = attributes.get("mode") instanceof Integer mode && (mode & FILE_TYPE) == FILE;
    return regular && attributes.get("size") instanceof Long size && size <= MOST_BYTES;
  }

  @Override
  public void close() {
    file.ifPresent(OpenedPath::close);
  }
}
