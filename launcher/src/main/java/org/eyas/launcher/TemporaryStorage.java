package org.eyas.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder for files that are not needed after the end of this process. A lock shows that it is in use: the folder of a
 * process that was killed is removed by the next one.
 */
final class TemporaryStorage implements AutoCloseable {
  private static final String PREFIX = "eyas-";
  private static final String LOCK = "lock";
  private static final Path USUAL = Path.of("/tmp");
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final int FIRST_OF_PEOPLE = 1_000; // UID_MIN and UID_MAX of login.defs
  private static final int LAST_OF_PEOPLE = 60_000;
  private static final long MEMORY_BYTES = 32 << 20; // a container often has 64 MB there; bundles that were added may be large

  /** The age below which a folder without a lock may be in use: there is a moment between its creation and its lock. */
  private static final Duration NEW = Duration.ofMinutes(1);

  private final Path folder;
  private final FileChannel lock;

  private TemporaryStorage(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Chooses the parent of the folder. That is memory if possible, because the framework writes some 200 small files
   * during a start, and on a disk this takes longer than all other file operations of a start. If the user has named a
   * folder for temporary files, that folder is the parent. A user who can log in does not get memory: when such a user
   * logs out, systemd-logind removes all files that the user has in memory (RemoveIPC=). It does not remove the files
   * of system users, or of the user nobody in a container, where /tmp often cannot be written.
   *
   * @param temporary the value of {@code java.io.tmpdir}
   * @param user the id of the user of this process
   */
  static Path preferredParent(Path temporary, int user) {
    boolean logsIn = user >= FIRST_OF_PEOPLE && user <= LAST_OF_PEOPLE;
    boolean isInMemory = temporary.equals(USUAL) && !logsIn && Files.isWritable(SHARED_MEMORY);
    return isInMemory && SHARED_MEMORY.toFile().getUsableSpace() >= MEMORY_BYTES ? SHARED_MEMORY : temporary;
  }

  /** The id of the user of this process. */
  static int user() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines.filter(line -> line.startsWith("Uid:")).mapToInt(line -> Integer.parseInt(line.split("\\s+")[1])).findFirst()
          .orElse(FIRST_OF_PEOPLE);
    }
  }

  /** @param in the folder of the temporary files of all users, such as /tmp */
  static TemporaryStorage create(Path in) throws IOException {
    Path folder = folder(in);
    FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    return new TemporaryStorage(folder, lock);
  }

  private static Path folder(Path in) throws IOException {
    try {
      return Files.createTempDirectory(in, PREFIX);
    } catch (IOException e) {
      String reason = e instanceof FileSystemException file && file.getReason() != null ? ": " + file.getReason() : "";
      throw new IOException(
          "cannot create a folder in " + in + reason + "; bundles are unpacked there: name a folder that can be written,"
              + " EYAS_JAVA_OPTS=-Djava.io.tmpdir=DIR",
          e);
    }
  }

  /** A path below the folder that does not exist yet. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** Removes the folders of processes that were killed: those of this user that are not locked, beside it or in memory. */
  void removeAbandoned() {
    for (Path other : otherFolders()) {
      try {
        if (isOfSameUser(other)) {
          removeWhereAbandoned(other);
        }
      } catch (IOException e) {
        // the disk space is not needed at once: the next start tries again
      }
    }
  }

  // An earlier run may have chosen the other parent.
  private List<Path> otherFolders() {
    List<Path> usual = List.of(USUAL, SHARED_MEMORY);
    Path place = folder.resolveSibling("");
    return (usual.contains(place) ? usual : List.of(place)).stream().flatMap(in -> otherFolders(in).stream()).toList();
  }

  private List<Path> otherFolders(Path in) {
    try (Stream<Path> all = Files.list(in)) {
      return all.filter(path -> path.getFileName().toString().startsWith(PREFIX) && !path.equals(folder)).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  // Other users may write to /tmp too: links are not followed.
  private boolean isOfSameUser(Path other) throws IOException {
    return Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(folder))
        && Files.isRegularFile(other.resolve(LOCK), LinkOption.NOFOLLOW_LINKS);
  }

  private static void removeWhereAbandoned(Path other) throws IOException {
    Path file = other.resolve(LOCK);
    if (Files.getLastModifiedTime(file).toInstant().isAfter(Instant.now().minus(NEW))) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock taken = channel.tryLock()) {
      if (taken != null) {
        remove(other);
      }
    } catch (OverlappingFileLockException e) {
      // of this process
    }
  }

  private static void remove(Path folder) throws IOException {
    Files.walkFileTree(folder, new Deletion());
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      remove(folder);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
