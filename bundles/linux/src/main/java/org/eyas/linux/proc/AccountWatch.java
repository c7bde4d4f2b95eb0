package org.eyas.linux.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;

/**
 * The users and groups of a machine: read once, and again when one of both files is another than before.
 *
 * <p>A file that cannot be read is taken for one that is just being replaced: what was known before stays.
 */
final class AccountWatch {
  private static final long EVERY_NANOS = 1_000_000_000L;
  private static final String STAMP = "unix:ino,size,lastModifiedTime,ctime";

  private final Path passwd;
  private final Path group;
  private Map<String, Object> passwdStamp = Map.of();
  private Map<String, Object> groupStamp = Map.of();
  private long lookedNanos;

  /** @param etc the folder of passwd and group */
  AccountWatch(Path etc) {
    passwd = etc.resolve("passwd");
    group = etc.resolve("group");
  }

  void tell(StateSink into) {
    stamp();
    read().forEach(into::onUser);
  }

  /** @param nowNanos of a clock that only runs forward */
  void refresh(long nowNanos, StateSink into) {
    if (nowNanos - lookedNanos < EVERY_NANOS) {
      return;
    }
    lookedNanos = nowNanos;
    if (stamp()) {
      into.onAccounts(read());
    }
  }

  /** Whether the files are other ones than at the last look, and none is missing that was there. */
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
