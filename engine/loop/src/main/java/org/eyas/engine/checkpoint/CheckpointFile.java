package org.eyas.engine.checkpoint;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.eyas.engine.stateful.NewerStateException;

/**
 * A checkpoint file: the events that the rules of one source remember, or the incidents of the host. The file is replaced as a whole. An interrupted
 * thread can write it, too.
 *
 * <pre>
 *   0            8                 12
 *   +------------+-----------------+------------+
 *   | "EyasMem1" | CRC-32C of rest | the memory |
 *   +------------+-----------------+------------+
 * </pre>
 *
 * <p>The digit is the version of this frame. A file of a newer version is put aside, beside the file, until that version runs again.
 */
public class CheckpointFile {
  private static final long MAGIC = 0x457961734d656d31L;

  private final Path directory;
  private final Path path;
  private final Path fresh;
  private final Path newer;
  private boolean isReturned;

  public CheckpointFile(Path directory, String name) {
    this.directory = directory;
    path = directory.resolve(name);
    fresh = directory.resolve(name + ".new");
    newer = directory.resolve(name + ".newer");
  }

  /**
   * Reads the file.
   *
   * @return empty if there is no file
   * @throws IOException if the file cannot be read, or is damaged; {@link NewerStateException} if a newer version wrote it
   */
  public Optional<byte[]> read() throws IOException {
    return read(path);
  }

  /** Reads the file that was put aside while an older version ran; otherwise like {@link #read}. */
  public Optional<byte[]> readNewer() throws IOException {
    return read(newer);
  }

  /** Puts the file aside. Returns where it is. */
  public Path putAside() throws IOException {
    return Files.move(path, newer, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes the file that was put aside after the next {@link #write}, because its content is in use again. */
  public void removeNewerAfterWrite() {
    isReturned = true;
  }

  private static Optional<byte[]> read(Path path) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
      long magic = in.available() < Long.BYTES + Integer.BYTES ? 0 : in.readLong();
      int sum = magic == MAGIC ? in.readInt() : 0;
      byte[] memory = in.readAllBytes();
      if (magic >>> Byte.SIZE == MAGIC >>> Byte.SIZE && magic > MAGIC) {
        throw new NewerStateException("a newer version of Eyas wrote it");
      }
      if (magic != MAGIC || sum != sum(memory)) {
        throw new IOException("the file is damaged");
      }
      return Optional.of(memory);
    } catch (NoSuchFileException ignored) {
      return Optional.empty();
    }
  }

  /** When the file was written; empty if there is none. */
  Optional<Instant> writtenAt() throws IOException {
    return exists() ? Optional.of(Files.getLastModifiedTime(path).toInstant()) : Optional.empty();
  }

  boolean exists() {
    return Files.exists(path);
  }

  /**
   * Replaces the file; the directory is created if it does not exist. After a failure, the previous file is still
   * there.
   */
  public void write(byte[] memory) throws IOException {
    Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileOutputStream file = new FileOutputStream(fresh.toFile()); DataOutputStream out = new DataOutputStream(file)) {
      out.writeLong(MAGIC);
      out.writeInt(sum(memory));
      out.write(memory);
      out.flush();
      file.getFD().sync();
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    if (isReturned) {
      isReturned = false;
      Files.deleteIfExists(newer);
    }
  }

  private static int sum(byte[] memory) {
    CRC32C sum = new CRC32C();
    sum.update(memory);
    return (int) sum.getValue();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
