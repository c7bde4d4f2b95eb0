package org.eyas.linux.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.api.source.StateChanges;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;

/**
 * Reports the users and groups of a machine. Reads the two files once, and again when one of them has changed.
 *
 * <p>If a file cannot be read, another program is probably replacing it. The earlier content then stays valid.
 */
final class AccountWatch {
  private static final long EVERY_NANOS = 1_000_000_000L;
  private static final String STAMP = "unix:ino,size,lastModifiedTime,ctime";

  private final Path passwd;
  private final Path group;
  private Map<String, Object> passwdStamp = Map.of();
  private Map<String, Object> groupStamp = Map.of();
  private long lookedNanos;

  /** @param etc the folder with passwd and group */
  AccountWatch(Path etc) {
    passwd = etc.resolve("passwd");
    group = etc.resolve("group");
  }

  void report(StateSink into) {
    stamp();
    read().forEach(into::onUser);
  }

  /** @param nowNanos the time of a monotonic clock */
  void refresh(long nowNanos, StateChanges into) {
    if (nowNanos - lookedNanos < EVERY_NANOS) {
      return;
    }
    lookedNanos = nowNanos;
    if (stamp()) {
      into.onAccounts(read());
    }
  }

  /** Whether a file has changed since the last check and both files exist that existed before. */
  private boolean stamp() {
    Map<String, Object> passwdNow = stampOf(passwd);
    Map<String, Object> groupNow = stampOf(group);
    boolean complete =
        (passwdStamp.isEmpty() || !passwdNow.isEmpty()) && (groupStamp.isEmpty() || !groupNow.isEmpty());
    boolean changed = complete && !(passwdNow.equals(passwdStamp) && groupNow.equals(groupStamp));
    if (changed) {
      passwdStamp = passwdNow;
      groupStamp = groupNow;
    }
    return changed;
  }

  private static Map<String, Object> stampOf(Path file) {
    try {
      return Files.readAttributes(file, STAMP);
    } catch (IOException | UnsupportedOperationException e) {
      return Map.of();
    }
  }

  private List<UserEntry> read() {
    List<UserEntry> all = new ArrayList<>(AccountFiles.users(bytes(passwd)));
    all.addAll(AccountFiles.groups(bytes(group)));
    return all;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      return new byte[0];
    }
  }
}
