package org.eyas.core.source;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in which a process leaves its state to the next process of the same boot. It is written after the capture was left, and
 * removed by the next process that opens a capture of system calls, whether that uses it or not. So a state never meets a capture
 * that another process left. A file that cannot be used is ignored with one line in the log: then the processes are looked up.
 *
 * <pre>
 *   0            8         12
 *   +------------+---------+---------+------+--------+-----------+--------+-------+------------+-------+---------------+
 *   | "EyasLeft" | version | boot id | time | source | boot time | number | files | state size | state | CRC-32C of all |
 *   +------------+---------+---------+------+--------+-----------+--------+-------+------------+-------+---------------+
 * </pre>
 */
final class LeftStateFile {
  /** The state of a hundred thousand threads takes a fifth of it. */
  static final long MOST_BYTES = 256L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(LeftStateFile.class);
  private static final long MAGIC = 0x457961734c656674L;
  private static final int VERSION = 1;
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path USUAL_FOLDER = Path.of("/run/eyas");
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Set<PosixFilePermission> OWN =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path file;
  private final Path fresh;
  private final String boot;
  private final long mostBytes;

  /** @param boot the id of the current boot */
  LeftStateFile(Path folder, String boot, long mostBytes) {
    file = folder.resolve("left-state");
    fresh = folder.resolve("left-state.new");
    this.boot = boot;
    this.mostBytes = mostBytes;
  }

  /**
   * The file in the folder that systemd named, or in the usual folder if that belongs to the user of this process.
   *
   * @return null if there is no such folder
   */
  static @Nullable LeftStateFile of(Map<String, String> environment) {
    String named = environment.getOrDefault("RUNTIME_DIRECTORY", "").split(":", 2)[0];
    try {
      Path folder = named.isEmpty() ? USUAL_FOLDER : Path.of(named);
      boolean isUsable = Files.isDirectory(folder) && (!named.isEmpty() || owner(folder) == user());
      return isUsable ? new LeftStateFile(folder, Files.readString(BOOT_ID).strip(), MOST_BYTES) : null;
    } catch (IOException | RuntimeException e) {
      LOG.debug("no folder for the state", e);
      return null;
    }
  }

  private static int owner(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  // Not the owner of /proc/self, which can be root.
  private static int user() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines.filter(line -> line.startsWith("Uid:")).mapToInt(line -> Integer.parseInt(line.split("\\s+")[2])).findFirst()
          .orElseThrow(() -> new IOException("no user in /proc/self/status"));
    }
  }

  /** Removes the file, and returns what it contained; empty if there was none, or it cannot be used. */
  Optional<LeftState> remove() {
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      try {
        return Optional.of(read());
      } finally {
        Files.delete(file); // a file that stays is not used: the exception replaces the result
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} is not used: {}; if there are events from before the start, processes are looked up for them", file,
          Reason.of(e));
      return Optional.empty();
    }
  }

  private LeftState read() throws IOException {
    PosixFileAttributes found = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isRegularFile() || owner(file) != user() || !OWN.containsAll(found.permissions())) {
      throw new IOException("it is not a file that only the user of this process can read and write");
    }
    if (found.size() > mostBytes) {
      throw new IOException("it is larger than " + (mostBytes >> 20) + " MB");
    }
    CRC32C sum = new CRC32C();
    try (InputStream bytes = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        DataInputStream in = new DataInputStream(new CheckedInputStream(new BufferedInputStream(bytes, BUFFER_BYTES), sum))) {
      return read(in, sum, found.size());
    } catch (EOFException | UTFDataFormatException e) {
      throw new IOException("it is damaged", e);
    }
  }

  private LeftState read(DataInputStream in, CRC32C sum, long size) throws IOException {
    if (size < Long.BYTES + Integer.BYTES || in.readLong() != MAGIC) {
      throw new IOException("it is damaged");
    }
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException("another version of Eyas wrote it, in format " + version);
    }
    String bootOfWriter = in.readUTF();
    Instant left = Instant.ofEpochMilli(in.readLong());
    SourceInfo source = new SourceInfo(in.readUTF(), in.readUTF(), true, in.readUTF());
    long bootNanos = in.readLong();
    long number = in.readLong();
    boolean hasFiles = in.readBoolean();
    int length = in.readInt();
    if (length < 0 || length > size) {
      throw new IOException("it is damaged");
    }
    byte[] state = in.readNBytes(length);
    long expected = sum.getValue();
    if (in.readLong() != expected) {
      throw new IOException("it is damaged");
    }
    if (!bootOfWriter.equals(boot)) {
      throw new IOException("it is from before the machine started");
    }
    return new LeftState(source, bootNanos, number, hasFiles, left, state);
  }

  /** Replaces the file; a failure is logged. An interrupted thread can write it, too. */
  void write(LeftState left) {
    try {
      if (left.state().length > mostBytes - BUFFER_BYTES) {
        throw new IOException("it would be larger than " + (mostBytes >> 20) + " MB");
      }
      Files.deleteIfExists(fresh);
      boolean interrupted = Thread.interrupted(); // it would close the channel
      try {
        writeFresh(left);
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} cannot be written: {}; the next start looks up the processes", file, Reason.of(e));
      removeFresh();
    }
  }

  private void writeFresh(LeftState left) throws IOException {
    CRC32C sum = new CRC32C();
    Set<StandardOpenOption> isNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(fresh, isNew, PosixFilePermissions.asFileAttribute(OWN));
        OutputStream bytes = new CheckedOutputStream(Channels.newOutputStream(channel), sum);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(bytes, BUFFER_BYTES))) {
      out.writeLong(MAGIC);
      out.writeInt(VERSION);
      out.writeUTF(boot);
      out.writeLong(left.left().toEpochMilli());
      out.writeUTF(left.source().kind());
      out.writeUTF(left.source().eventSource());
      out.writeUTF(left.source().description());
      out.writeLong(left.bootNanos());
      out.writeLong(left.number());
      out.writeBoolean(left.hasFiles());
      out.writeInt(left.state().length);
      out.write(left.state());
      out.flush();
      out.writeLong(sum.getValue());
    }
  }

  private void removeFresh() {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      LOG.debug("{} stays", fresh, e);
    }
  }
}
