package org.eyas.enricher.container.account;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.Accounts;
import org.eyas.api.source.UserEntry;
import org.eyas.enricher.container.info.ContainerTextPool;

/**
 * The users and groups of one container that a capture reports in its events. All others have no name: the accounts of
 * the machine are not those of the container. The loop of the replay changes it; any thread may read it.
 */
public final class CapturedAccounts implements Accounts {
  private static final int MOST = 100_000;

  private final Map<Long, Names> users = new ConcurrentHashMap<>(0);
  private final Map<Long, Names> groups = new ConcurrentHashMap<>(0);

  private record Names(Bytes name, Bytes home, Bytes shell) {
    static Names of(UserEntry entry) {
      return new Names(
          ContainerTextPool.of(entry.name()), ContainerTextPool.of(entry.home()), ContainerTextPool.of(entry.shell()));
    }
  }

  /** Adds a user or group, in place of an earlier one with its id. */
  public void add(UserEntry entry) {
    Map<Long, Names> all = map(entry.kind());
    if (!isNisLine(entry.name()) && (all.size() < MOST || all.containsKey(entry.id()))) {
      all.put(entry.id(), Names.of(entry));
    }
  }

  public void remove(UserEntry.Kind kind, long id) {
    map(kind).remove(id);
  }

  private Map<Long, Names> map(UserEntry.Kind kind) {
    return kind == UserEntry.Kind.USER ? users : groups;
  }

  // Falco leaves out the lines that only include or exclude NIS names (+name, -name).
  private static boolean isNisLine(String name) {
    return name.startsWith("+") || name.startsWith("-");
  }

  private static Bytes text(Map<Long, Names> all, long id, Function<Names, Bytes> part) {
    Names found = all.get(id);
    return found == null ? Text.ABSENT : part.apply(found);
  }

  @Override
  public Bytes userName(long uid) {
    return text(users, uid, Names::name);
  }

  @Override
  public Bytes homeDirectory(long uid) {
    return text(users, uid, Names::home);
  }

  @Override
  public Bytes shell(long uid) {
    return text(users, uid, Names::shell);
  }

  @Override
  public Bytes groupName(long gid) {
    return text(groups, gid, Names::name);
  }
}
