package org.eyas.launcher.start;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The starts of an engine and how its runs ended, in a file in the folder that systemd gives the unit below /run: it is there after a
 * restart, and gone after a stop. A record that cannot be read or written, or that another user wrote, does not stop a start: it counts
 * as empty.
 *
 * <p>A run is noted as running when it starts. A clean end changes that; it allocates nothing, because the heap may be full. Any
 * thread may report the end.
 */
public final class StartRecord {
  private static final Logger LOG = LoggerFactory.getLogger(StartRecord.class);
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path UPTIME = Path.of("/proc/uptime");
  private static final int KEPT = StartHistory.UNCLEAN_ENDS;
  private static final long MOST_BYTES = 4_096;
  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private final String reason;
  private @Nullable RandomAccessFile file; // at the state of this run; null after its end

  private StartRecord(String reason, @Nullable RandomAccessFile file) {
    this.reason = reason;
    this.file = file;
  }

  /**
   * Notes the start of this process.
   *
   * @param environment the environment, which names the folder; without a folder there is no record
   */
  public static StartRecord begin(Map<String, String> environment) {
    String folder = environment.getOrDefault("RUNTIME_DIRECTORY", "").split(":", 2)[0];
    if (folder.isEmpty() || !Files.isDirectory(Path.of(folder))) {
      return none();
    }
    Path file = Path.of(folder).resolve("starts");
    try {
      return begin(file, Files.readString(BOOT_ID).strip(), sinceBootMillis());
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} cannot be used: {}; unclean ends of this run are not counted", file, e.toString());
      return none();
    }
  }

  /** A record for a process that does not run the engine; nothing is written to it. */
  public static StartRecord none() {
    return new StartRecord("", null);
  }

  /** Notes the start of a process in any file and at any time, for tests. */
  static StartRecord begin(Path file, String boot, long nowMillis) throws IOException {
    // A file that is there may belong to another user, or be a link: it is replaced.
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    List<PastRun> before = read(file, Files.getOwner(fresh));
    StartHistory history = StartHistory.of(before, boot, nowMillis);
    String reason = history.reason();
    if (reason.isEmpty() && history.lastEndedUncleanly()) {
      LOG.info("The last run did not end cleanly: it was killed, it crashed, its heap was full, or its start failed");
    }
    List<PastRun> runs = new ArrayList<>(before.subList(Math.max(0, before.size() - KEPT), before.size()));
    runs.add(new PastRun(boot, nowMillis, !reason.isEmpty(), false));
    String text = runs.stream().map(PastRun::line).collect(Collectors.joining());
    Files.writeString(fresh, text);
    RandomAccessFile open = new RandomAccessFile(fresh.toFile(), "rw");
    open.seek(text.length() - 2); // before the end of the line
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    return new StartRecord(reason, open);
  }

  private static List<PastRun> read(Path file, UserPrincipal user) throws IOException {
    boolean isUsable = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MOST_BYTES && isOf(file, user);
    String text = isUsable ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    return text.lines().map(PastRun::of).flatMap(Optional::stream).toList();
  }

  private static boolean isOf(Path file, UserPrincipal user) throws IOException {
    Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
    return allowed.stream().noneMatch(OF_OTHERS::contains) && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(user);
  }

  private static long sinceBootMillis() throws IOException {
    String text = Files.readString(UPTIME, StandardCharsets.US_ASCII);
    return Long.parseLong(text.substring(0, text.indexOf(' ')).replace(".", "")) * 10;
  }

  /** The reason why this run is careful; empty if it is not. */
  public String reason() {
    return reason;
  }

  /** The restrictions of a careful run and the way to end them, for the log and for health. */
  public String problem() {
    return "This run reads no files of ordinary users, because " + reason
        + " (killed, crashed, a full heap, a failed start): the log has"
        + " the reasons. A restart after a clean end is an ordinary start again (systemctl restart eyas), also the next one after this"
        + " run has lasted ten minutes";
  }

  /**
   * Notes that this run ends cleanly: at its own end, or because a signal or a command ends it. Later calls change
   * nothing.
   */
  public synchronized void ended() {
    RandomAccessFile open = file;
    if (open == null) {
      return;
    }
    file = null;
    try {
      open.write(PastRun.ENDED);
      open.close();
    } catch (IOException e) {
      LOG.debug("the end of this run is not noted", e);
    }
  }
}
