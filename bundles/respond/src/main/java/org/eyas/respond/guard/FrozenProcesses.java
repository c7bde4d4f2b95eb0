package org.eyas.respond.guard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eyas.linux.proc.ProcStat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes that this guard holds frozen, with their leases. One thread uses it. */
final class FrozenProcesses {
  private static final Logger LOG = LoggerFactory.getLogger(FrozenProcesses.class);
  // With more, the machine would seem to hang.
  private static final int MOST = 64;

  private final FreezeLedger ledger;
  private final Map<Integer, FrozenProcess> frozen = new HashMap<>();

  FrozenProcesses(FreezeLedger ledger) {
    this.ledger = ledger;
  }

  /** Thaws what an earlier guard left, which was killed. */
  void thawEarlier(ProcessView view) throws IOException {
    for (FreezeLedger.Entry entry : ledger.entries()) {
      try (PidDescriptor descriptor = PidDescriptor.open(entry.pid())) {
        ProcStat stat = view.stat(entry.pid());
        if (stat.startTicks() == entry.startTicks()) {
          descriptor.send(PidDescriptor.SIGCONT);
          LOG.info("Process {} is thawed: the response guard that froze it was killed", entry.pid());
        }
      } catch (KernelRefusalException | IOException e) {
        LOG.debug("Process {} has ended while it was frozen", entry.pid(), e);
      }
    }
    ledger.write(List.of());
  }

  boolean isFull() {
    return frozen.size() >= MOST;
  }

  @Nullable
  FrozenProcess find(int pid) {
    return frozen.get(pid);
  }

  /** Notes a process, on disk too, before it is stopped. An entry for the same process is replaced. */
  void add(FrozenProcess process) throws IOException {
    FrozenProcess before = frozen.put(process.pid(), process);
    try {
      write();
    } catch (IOException e) {
      frozen.remove(process.pid());
      if (before != null) {
        frozen.put(before.pid(), before);
      }
      throw e;
    }
  }

  /** The time at which the next lease ends, in nanoseconds since the machine started; the highest number if there is none. */
  long nextEndNanos() {
    return frozen.values().stream().mapToLong(FrozenProcess::untilNanos).min().orElse(Long.MAX_VALUE);
  }

  /** Thaws the processes whose lease has ended. */
  void thawDue(long nowNanos) {
    thaw(process -> process.untilNanos() <= nowNanos);
  }

  /** Thaws the processes that were frozen over a connection. */
  void thawOwned(Object owner) {
    thaw(process -> process.owner().equals(owner));
  }

  /** Thaws all processes, and returns their number. */
  int thawAll() {
    return thaw(process -> true);
  }

  /** Thaws one process. */
  void thaw(int pid) {
    thaw(process -> process.pid() == pid);
  }

  private int thaw(Predicate<FrozenProcess> which) {
    Collection<FrozenProcess> chosen = frozen.values().stream().filter(which).toList();
    for (FrozenProcess process : chosen) {
      try {
        process.descriptor().send(PidDescriptor.SIGCONT);
      } catch (KernelRefusalException e) {
        LOG.debug("Process {} has ended while it was frozen", process.pid(), e);
      }
      process.descriptor().close();
      frozen.remove(process.pid());
    }
    if (!chosen.isEmpty()) {
      try {
        write();
      } catch (IOException e) {
        // They are thawed: at worst, the next guard lets them continue once more.
        LOG.warn("The list of frozen processes cannot be written: {}", String.valueOf(e));
      }
    }
    return chosen.size();
  }

  private void write() throws IOException {
    List<FreezeLedger.Entry> entries = new ArrayList<>();
    frozen.values().forEach(process -> entries.add(new FreezeLedger.Entry(process.pid(), process.startTicks())));
    ledger.write(entries);
  }
}
