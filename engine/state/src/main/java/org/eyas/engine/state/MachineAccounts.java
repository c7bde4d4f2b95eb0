package org.eyas.engine.state;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.Accounts;
import org.eyas.api.source.UserEntry;

/** The users and groups of a machine by id. The root user needs no entry. */
final class MachineAccounts implements Accounts {
  private static final User ROOT = new User(0, Text.of("root"), Text.of("/root"), Text.ABSENT);
  private static final User NOBODY = new User(0, Text.ABSENT, Text.ABSENT, Text.ABSENT);

  private final Map<Long, User> users = new HashMap<>();
  private final Map<Long, Bytes> groups = new HashMap<>();
  private long changes;
  private long lastUid = -1;
  private User lastUser = NOBODY;
  private long lastGid = -1;
  private Bytes lastGroup = Text.ABSENT;

  void add(UserEntry entry) {
    Text name = Text.of(entry.name());
    if (isNisLine(name)) {
      return;
    }
    switch (entry.kind()) {
      case USER -> addUser(entry.id(), entry.gid(), name, Text.of(entry.home()), Text.of(entry.shell()));
      case GROUP -> addGroup(entry.id(), name);
    }
  }

  void replace(Iterable<UserEntry> all) {
    changes++;
    users.clear();
    groups.clear();
    lastUid = -1;
    lastGid = -1;
    all.forEach(this::add);
  }

  void addUser(long uid, long gid, Text name, Text home, Text shell) {
    changes++;
    users.put(uid, new User(gid, name, home, shell));
    lastUid = -1;
  }

  void addGroup(long gid, Text name) {
    changes++;
    groups.put(gid, name);
    lastGid = -1;
  }

  void removeUser(long uid) {
    changes++;
    users.remove(uid);
    lastUid = -1;
  }

  void removeGroup(long gid) {
    changes++;
    groups.remove(gid);
    lastGid = -1;
  }

  /** The number of times that an entry was added or removed. */
  long changes() {
    return changes;
  }

  /** Passes every entry to the visitor, in no order. */
  void forEach(Consumer<UserEntry> visitor) {
    users.forEach(
        (uid, user) -> visitor.accept(
            new UserEntry(
                UserEntry.Kind.USER, uid, user.gid, user.name.toString(), user.home.toString(),
                user.shell.toString())));
    groups.forEach((gid, name) -> visitor.accept(new UserEntry(UserEntry.Kind.GROUP, gid, gid, name.toString(), "", "")));
  }

  @Override
  public Bytes userName(long uid) {
    return user(uid).name;
  }

  @Override
  public Bytes homeDirectory(long uid) {
    return user(uid).home;
  }

  @Override
  public Bytes shell(long uid) {
    return user(uid).shell;
  }

  @Override
  public Bytes groupName(long gid) {
    if (gid != lastGid) {
      Bytes name = groups.get(gid);
      lastGroup = name != null ? name : gid == 0 ? ROOT.name : Text.ABSENT;
      lastGid = gid;
    }
    return lastGroup;
  }

  private User user(long uid) {
    if (uid != lastUid) {
      User user = users.get(uid);
      lastUser = user != null ? user : uid == 0 ? ROOT : NOBODY;
      lastUid = uid;
    }
    return lastUser;
  }

  /** Entries that only include or exclude NIS names (+name, -name) are not accounts. */
  private static boolean isNisLine(Text name) {
    return !name.isEmpty() && (name.at(0) == '+' || name.at(0) == '-');
  }

  private record User(long gid, Bytes name, Bytes home, Bytes shell) {}
}
