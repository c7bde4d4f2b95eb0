package org.eyas.enricher.container.lookup;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.enricher.container.id.ContainerCgroupPath;
import org.eyas.enricher.container.id.ContainerId;
import org.jspecify.annotations.Nullable;

/**
 * The containers that were seen, by id and by the cgroups of their processes. A machine has few different sets of
 * cgroups, so a process costs one look-up in a map. The cache holds 5,000 containers of root, and drops the least
 * recently used ones. It holds 500 containers of all users together, so that users cannot displace the containers of
 * root. Any thread may call it.
 */
final class ContainerCache {
  static final int MOST_CONTAINERS = 5_000;
  static final int MOST_OF_USERS = 500;
  private static final int MOST_CGROUPS = 8_192;

  private final Map<Bytes, Membership> byCgroups = new LruMap<>(MOST_CGROUPS);
  private final Map<ContainerKey, CachedContainer> roots = new LruMap<>(MOST_CONTAINERS);
  private final Map<ContainerKey, CachedContainer> users = new LruMap<>(MOST_OF_USERS);
  private final ByteView view = new ByteView();
  private final int labelLength;
  private final boolean live;
  private final ContainerAnnouncements announcements;

  /**
   * @param live whether the containers are of this machine; those of a capture are described by their short ids
   * @param announcements receives the containers of this machine that become known or are removed
   */
  ContainerCache(int labelLength, boolean live, ContainerAnnouncements announcements) {
    this.labelLength = labelLength;
    this.live = live;
    this.announcements = announcements;
  }

  /** The container of a set of cgroups; null stands for the host. */
  record Membership(@Nullable CachedContainer container) {}

  private record ContainerKey(String id, long owner) {}

  /** The container of a set of cgroups, or the host; null if the set was not seen before. */
  synchronized @Nullable Membership find(Bytes cgroups) {
    Membership place = byCgroups.get(first(cgroups));
    return place == null ? byCgroups.get(cgroups) : place;
  }

  /** Notes that a set of cgroups belongs to a container, or to the host. */
  synchronized Membership put(Bytes cgroups, @Nullable CachedContainer container) {
    Membership place = new Membership(container);
    Bytes first = first(cgroups);
    byCgroups.put((ContainerCgroupPath.ofProcess(first).isPresent() ? first : cgroups).toText(), place);
    return place;
  }

  // If the first cgroup names a container, it decides; the others would need a kilobyte of memory for each container.
  private Bytes first(Bytes cgroups) {
    int end = cgroups.indexOf(0, 0);
    return end < 0 ? cgroups : cgroups.slice(0, end, view);
  }

  /** The container with an id. A new container is made if there is none. */
  synchronized CachedContainer of(ContainerId id) {
    return map(id).computeIfAbsent(key(id), ignored -> new CachedContainer(id, labelLength, live, announcements));
  }

  /**
   * A container without an owner, of which only the id is known. It is not cached, because it must not pass for another
   * container with the same id.
   */
  CachedContainer ofNobody(ContainerId id) {
    CachedContainer container = new CachedContainer(id, labelLength, live, announcements);
    container.end();
    return container;
  }

  private Map<ContainerKey, CachedContainer> map(ContainerId id) {
    return id.isUsers() ? users : roots;
  }

  private ContainerKey key(ContainerId id) {
    return new ContainerKey(live ? id.value() : id.reported(), id.owner());
  }

  void remove(ContainerId id) {
    CachedContainer removed = removeFromMaps(id);
    if (removed != null) {
      removed.retire();
    }
  }

  private synchronized @Nullable CachedContainer removeFromMaps(ContainerId id) {
    CachedContainer removed = map(id).remove(key(id));
    byCgroups.values().removeIf(place -> place.container != null && place.container == removed);
    return removed;
  }

  synchronized List<CachedContainer> containers() {
    List<CachedContainer> all = new ArrayList<>(roots.values());
    all.addAll(users.values());
    return all;
  }

  /** Drops the containers whose cgroups are gone. The test may take long, because no lock is held while it runs. */
  void removeIf(Predicate<Bytes> isGone) {
    List<Bytes> gone = new ArrayList<>();
    for (Bytes cgroups : cgroupsOfContainers()) {
      if (isGone.test(cgroups)) {
        gone.add(cgroups);
      }
    }
    for (Bytes cgroups : gone) {
      CachedContainer removed = forget(cgroups);
      if (removed != null) {
        removed.retire();
      }
    }
  }

  private synchronized List<Bytes> cgroupsOfContainers() {
    List<Bytes> all = new ArrayList<>();
    byCgroups.forEach(
        (cgroups, place) -> {
          if (place.container != null) {
            all.add(cgroups);
          }
        });
    return all;
  }

  // The container that is dropped with its last cgroups; null if there is none.
  private synchronized @Nullable CachedContainer forget(Bytes cgroups) {
    Membership place = byCgroups.remove(cgroups);
    if (place == null || place.container == null || hasCgroups(place.container)) {
      return null;
    }
    return map(place.container.id()).remove(key(place.container.id()));
  }

  private boolean hasCgroups(CachedContainer container) {
    Iterator<Membership> places = byCgroups.values().iterator();
    while (places.hasNext()) {
      if (places.next().container == container) {
        return true;
      }
    }
    return false;
  }
}
