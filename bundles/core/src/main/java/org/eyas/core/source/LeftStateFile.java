package org.eyas.core.source;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;
import org.eyas.engine.relay.StateCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in which a process leaves its state to the next process of the same boot. It is written after the capture was left, and
 * removed by the next process that opens a capture of system calls, whether that uses it or not. So a state never meets a capture
 * that another process left. A file that cannot be used is ignored with one line in the log: then the processes are looked up.
 *
 * <pre>
 *   0            8         12                20
 *   +------------+---------+-----------------+---------+------+--------+-----------+--------+-------+--------+
 *   | "EyasLeft" | version | CRC-32C of rest | boot id | time | source | boot time | number | files | tables |
 *   +------------+---------+-----------------+---------+------+--------+-----------+--------+-------+--------+
 * </pre>
 *
 * <p>The tables are written and read in pieces, because those of a large machine take more memory than the heap has.
 */
final class LeftStateFile {
  /** The state of a hundred thousand threads takes half of it. */
  static final long MOST_BYTES = 128L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(LeftStateFile.class);
  private static final long MAGIC = 0x457961734c656674L;
  private static final int VERSION = 1;
  private static final int SUMMED = 20;
  private static final String DAMAGED = "it is damaged";
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
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try {
      return read(channel);
    } catch (EOFException | UTFDataFormatException e) {
      channel.close();
      throw new IOException(DAMAGED, e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private LeftState read(FileChannel channel) throws IOException {
    DataInputStream begin = new DataInputStream(Channels.newInputStream(channel));
    if (begin.readLong() != MAGIC) {
      throw new IOException(DAMAGED);
    }
    int version = begin.readInt();
    if (version != VERSION) {
      throw new IOException("another version of Eyas wrote it, in format " + version);
    }
    if (begin.readLong() != sum(channel)) {
      throw new IOException(DAMAGED);
    }
    channel.position(SUMMED);
    DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES));
    if (!in.readUTF().equals(boot)) {
      throw new IOException("it is from before the machine started");
    }
    Instant left = Instant.ofEpochMilli(in.readLong());
    SourceInfo source = new SourceInfo(in.readUTF(), in.readUTF(), true, in.readUTF());
    return new LeftState(new LeftStateSummary(source, in.readLong(), in.readLong(), in.readBoolean(), left), in);
  }

  private static long sum(FileChannel channel) throws IOException {
    CRC32C sum = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    while (channel.read(buffer) >= 0) {
      sum.update(buffer.flip());
      buffer.clear();
    }
    return sum.getValue();
  }

  /**
   * Replaces the file; a failure is logged. An interrupted thread can write it, too.
   *
   * @param tables reports the tables of the state
   * @param limitMillis maximum time to write; after that there is no file
   */
  void write(LeftStateSummary left, Consumer<StateSink> tables, long limitMillis) {
    boolean interrupted = Thread.interrupted(); // it would close the channel
    try {
      Files.deleteIfExists(fresh);
      writeFresh(left, tables, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} cannot be written: {}; the next start looks up the processes", file, Reason.of(e));
      removeFresh();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void writeFresh(LeftStateSummary left, Consumer<StateSink> tables, long deadlineNanos) throws IOException {
    Set<StandardOpenOption> isNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(fresh, isNew, PosixFilePermissions.asFileAttribute(OWN));
        LimitedOutput bytes = new LimitedOutput(channel, mostBytes, deadlineNanos);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(bytes, BUFFER_BYTES))) {
      channel.position(SUMMED);
      out.writeUTF(boot);
      out.writeLong(left.left().toEpochMilli());
      out.writeUTF(left.source().kind());
      out.writeUTF(left.source().eventSource());
      out.writeUTF(left.source().description());
      out.writeLong(left.bootNanos());
      out.writeLong(left.number());
      out.writeBoolean(left.hasFiles());
      StateCodec.encode(tables, out);
      out.flush();
      channel.write(ByteBuffer.allocate(SUMMED).putLong(MAGIC).putInt(VERSION).putLong(bytes.sum.getValue()).flip(), 0);
    }
  }

  private static final class LimitedOutput extends FilterOutputStream {
    private final CRC32C sum = new CRC32C();
    private final long deadlineNanos;
    private long left;

    LimitedOutput(FileChannel channel, long mostBytes, long deadlineNanos) {
      super(Channels.newOutputStream(channel));
      this.deadlineNanos = deadlineNanos;
      left = mostBytes - SUMMED;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      left -= length;
      if (left < 0) {
        throw new IOException("it would be too large");
      }
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new IOException("that takes too long");
      }
      sum.update(bytes, offset, length);
      out.write(bytes, offset, length);
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
