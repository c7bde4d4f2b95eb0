package org.eyas.enricher.container.lookup;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eyas.api.data.Bytes;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.ContainerAccounts;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.source.UserEntry;
import org.eyas.enricher.container.account.ContainerAccountReader;
import org.eyas.enricher.container.disk.DiskLookup;
import org.eyas.enricher.container.disk.HostRoot;
import org.eyas.enricher.container.id.ContainerCgroupPath;
import org.eyas.enricher.container.id.ContainerEngine;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.id.NamedCgroup;
import org.eyas.enricher.container.id.RuntimeProcess;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerSnapshot;
import org.eyas.enricher.container.reading.LookupTimer;
import org.jspecify.annotations.Nullable;

/**
 * Attaches the facts about its container to each process. When a container's cgroup is seen for the first time, the
 * look-up of the container begins. The call itself never waits.
 */
public final class ContainerAttacher implements RuntimeEventListener, AutoCloseable {
  private final ContainerAnnouncements announcements = new ContainerAnnouncements();
  private final ContainerCache cache;
  private final Predicate<ContainerEngine> enabled;
  private final ContainerLookupCounts counts;
  private final ContainerOwners owners;
  private final @Nullable ContainerLookups lookups;
  private final @Nullable ContainerAccountReader accounts;

  /** Makes the clients of the runtimes. */
  public interface Runtimes {
    /** @param listener receives the runtimes' events */
    List<RuntimeClient> open(RuntimeEventListener listener);
  }

  /**
   * Containers of this machine.
   *
   * @param enabled the engines whose containers count; processes in containers of other engines count as processes of
   *     the host
   */
  public ContainerAttacher(
      DiskLookup disk,
      Runtimes runtimes,
      HostRoot host,
      Predicate<ContainerEngine> enabled,
      ContainerLookupReports reports,
      int labelLength) {
    cache = new ContainerCache(labelLength, true, announcements);
    this.enabled = enabled;
    counts = reports.counts();
    owners = ContainerOwners.ofMachine(host);
    LookupTimer timer = new LookupTimer();
    accounts = new ContainerAccountReader(host, timer, reports.health(), () -> counts.failed("accounts"));
    lookups = new ContainerLookups(disk, runtimes.open(this), timer, reports);
    ExistingCgroups cgroups = new ExistingCgroups(host);
    lookups.sweep(() -> cache.removeIf(cgroups::areRemoved));
  }

  /** Containers in a capture: nothing of this machine is read. */
  public ContainerAttacher(Predicate<ContainerEngine> enabled, int labelLength) {
    cache = new ContainerCache(labelLength, false, announcements);
    this.enabled = enabled;
    counts = new ContainerLookupCounts();
    owners = ContainerOwners.ofCapture();
    lookups = null;
    accounts = null;
  }

  /** Attaches the container of a process, and the accounts of the container. */
  public void attach(ProcessInfo process, Attachments out) {
    ContainerCache.Membership known = cache.find(process.place().rawCgroups());
    CachedContainer container = (known == null ? firstSight(process) : known).container();
    if (container == null) {
      container = withoutCgroup(process);
    }
    if (container == null || isOutside(process, container.id())) {
      out.put(ContainerDescription.KEY, ContainerSnapshot.HOST);
      ContainerAccountReader.attachHostAccounts(process, out);
    } else {
      container.attach(out);
      attachAccounts(container, process, out);
    }
  }

  // A user can give any cgroup the name of a container, and act on the host in it.
  private static boolean isOutside(ProcessInfo process, ContainerId id) {
    return id.isUsers() && process.ids().vpid() == process.pid();
  }

  private void attachAccounts(CachedContainer container, ProcessInfo process, Attachments out) {
    if (accounts == null) {
      out.put(ContainerAccounts.KEY, container.captured());
    } else {
      accounts.attach(container.id(), container.accounts(), process, out);
    }
  }

  private ContainerCache.Membership firstSight(ProcessInfo process) {
    Bytes cgroups = process.place().rawCgroups();
    Optional<NamedCgroup> named = ContainerCgroupPath.ofProcess(cgroups).filter(found -> enabled.test(found.engine()));
    if (named.isEmpty()) {
      return cache.put(cgroups, null);
    }
    ContainerId id = named.get().of(owners.of(named.get(), process));
    if (id.owner() != ContainerId.NOBODY) {
      return cache.put(cgroups, lookedUp(id, RuntimeProcess.above(process, id.owner())));
    }
    // There may be evidence for another process of it, unless a program in a container chose the name.
    CachedContainer nobodys = cache.ofNobody(id);
    return named.get().nested() ? cache.put(cgroups, nobodys) : new ContainerCache.Membership(nobodys);
  }

  // Where podman without root cannot make cgroups, its containers share that of the user. Their init is in a pid namespace.
  private @Nullable CachedContainer withoutCgroup(ProcessInfo process) {
    if (process.ids().vpid() == process.pid() || !enabled.test(ContainerEngine.PODMAN)) {
      return null;
    }
    return RuntimeProcess.above(process)
        .filter(above -> above.kind() == RuntimeProcess.Kind.CONMON && above.hasFullId())
        .map(above -> lookedUp(new ContainerId(above.id(), ContainerEngine.PODMAN, owner(above)), Optional.of(above)))
        .orElse(null);
  }

  private long owner(RuntimeProcess above) {
    return lookups == null ? ContainerId.ROOT : above.uid();
  }

  private CachedContainer lookedUp(ContainerId id, Optional<RuntimeProcess> above) {
    CachedContainer container = cache.of(id);
    if (container.begin()) {
      if (lookups == null || id.engine().hasNameOnly()) {
        container.end();
      } else {
        lookups.begin(container, above);
      }
    }
    return container;
  }

  /** The containers of this machine that became known or were removed. */
  public ContainerAnnouncements announcements() {
    return announcements;
  }

  /** All containers in the cache. */
  public List<CachedContainer> all() {
    return cache.containers();
  }

  @Override
  public void created(ContainerId id, ContainerFacts facts) {
    cache.of(id).add(facts);
    counts.described("events");
  }

  @Override
  public void ended(ContainerId id) {
    if (lookups == null) {
      cache.remove(id);
    } else {
      lookups.afterItsEvents(() -> cache.remove(id));
    }
  }

  /** Sets the description of a container from a capture. */
  public void described(ContainerId id, ContainerFacts facts) {
    if (lookups == null) {
      cache.of(id).describe(facts);
    }
  }

  /** Adds a user or group of a container from a capture. */
  public void accountAdded(String container, UserEntry account) {
    if (lookups == null) {
      cache.of(new ContainerId(container, ContainerEngine.ANY)).captured().add(account);
    }
  }

  /** Removes a user or group of a container from a capture. */
  public void accountRemoved(String container, UserEntry.Kind kind, long id) {
    if (lookups == null) {
      cache.of(new ContainerId(container, ContainerEngine.ANY)).captured().remove(kind, id);
    }
  }

  @Override
  public void close() {
    if (lookups != null) {
      lookups.close();
    }
    if (accounts != null) {
      accounts.close();
    }
  }
}
