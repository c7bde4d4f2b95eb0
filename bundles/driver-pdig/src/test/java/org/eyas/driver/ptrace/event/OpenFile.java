package org.eyas.driver.ptrace.event;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * An open file of this process and its descriptor.
 *
 * @param fd the number of the descriptor
 * @param file what is open
 */
public record OpenFile(int fd, AutoCloseable file) implements AutoCloseable {
  private static final Path FDS = Path.of("/proc/self/fd");

  public static OpenFile of(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    return new OpenFile(find(path.toRealPath().toString()), channel);
  }

  /** The descriptor whose link has this target. */
  static int find(String target) throws IOException {
    try (Stream<Path> fds = Files.list(FDS)) {
      return fds.filter(fd -> target(fd).equals(target)).mapToInt(OpenFile::number).max().orElseThrow();
    }
  }

  static int number(Path fd) {
    return Integer.parseInt(fd.getFileName().toString());
  }

  public static String target(Path fd) {
    try {
      return Files.readSymbolicLink(fd).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }

  @Override
  public void close() throws IOException {
    try {
      file.close();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
