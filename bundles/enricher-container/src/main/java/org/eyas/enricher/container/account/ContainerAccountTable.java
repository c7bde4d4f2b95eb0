package org.eyas.enricher.container.account;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.Accounts;
import org.eyas.api.source.UserEntry;
import org.eyas.enricher.container.info.ContainerTextPool;

/**
 * The users and groups of one container. Immutable; shared by all processes of the container. It uses sorted arrays,
 * because the loop looks ids up for events and must not allocate.
 */
final class ContainerAccountTable implements Accounts {
  private final IdMap uids;
  private final IdMap gids;
  private final Column users;
  private final Column homes;
  private final Column shells;
  private final Column groups;

  /**
   * @param users the users; if several have one id, the last user counts, as for the accounts of the machine
   * @param uids the mapping of user ids of the container
   */
  ContainerAccountTable(List<UserEntry> users, List<UserEntry> groups, IdMap uids, IdMap gids) {
    this.uids = uids;
    this.gids = gids;
    this.users = Column.of(users, UserEntry::name, "root");
    homes = Column.of(users, UserEntry::home, "/root");
    shells = Column.of(users, UserEntry::shell, "");
    this.groups = Column.of(groups, UserEntry::name, "root");
  }

  /** One text for each id. */
  private record Column(long[] ids, Bytes[] texts) {
    static Column of(List<UserEntry> entries, Function<UserEntry, String> part, String ofRoot) {
      TreeMap<Long, Bytes> sorted = new TreeMap<>();
      if (!ofRoot.isEmpty()) {
        sorted.put(0L, ContainerTextPool.of(ofRoot)); // known without an entry
      }
      entries.forEach(entry -> sorted.put(entry.id(), ContainerTextPool.of(part.apply(entry))));
      return new Column(
          sorted.keySet().stream().mapToLong(Long::longValue).toArray(), sorted.values().toArray(new Bytes[0]));
    }

    Bytes at(long id) {
      int place = Arrays.binarySearch(ids, id);
      return place < 0 ? Text.ABSENT : texts[place];
    }
  }

  @Override
  public Bytes userName(long uid) {
    return users.at(uids.inside(uid));
  }

  @Override
  public Bytes homeDirectory(long uid) {
    return homes.at(uids.inside(uid));
  }

  @Override
  public Bytes shell(long uid) {
    return shells.at(uids.inside(uid));
  }

  @Override
  public Bytes groupName(long gid) {
    return groups.at(gids.inside(gid));
  }
}
