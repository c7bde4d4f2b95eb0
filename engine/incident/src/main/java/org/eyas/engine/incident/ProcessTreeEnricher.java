package org.eyas.engine.incident;

import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ProcessInfo;
import org.jspecify.annotations.Nullable;

/** Attaches the root of its tree to each process. A child inherits it, so it stays known when the parents of a process end. */
public final class ProcessTreeEnricher implements Enricher {
  /** Programs that start jobs: each process that they make is the root of a tree. */
  private static final List<Text> SCHEDULERS =
      Stream.of("/cron", "/crond", "/atd", "/anacron", "/gitlab-runner", "/Runner.Listener", "/buildkite-agent", "/act_runner")
          .map(Text::of).toList();

  /** The most parents that are asked for a process that was there before the first event. */
  private static final int LEVELS = 64;

  private static final long KERNEL_THREADS = 2;

  @Override
  public void onProcess(ProcessInfo process, Attachments out) {
    ServiceTree now = rootOf(process, LEVELS);
    if (now != process.attachment(ServiceTree.KEY)) {
      out.put(ServiceTree.KEY, now);
    }
  }

  private static ServiceTree rootOf(ProcessInfo process, int levels) {
    if (process.pid() <= KERNEL_THREADS) {
      return ServiceTree.OF_MACHINE;
    }
    ServiceTree before = before(process, levels);
    if (before == null || before == ServiceTree.OF_MACHINE || isElsewhere(process, before) || isJob(process, before)) {
      return begun(process);
    }
    return before;
  }

  /** The root of an earlier moment: its own, or its parent's; null if nothing is known of them. */
  private static @Nullable ServiceTree before(ProcessInfo process, int levels) {
    if (process.attachment(ServiceTree.KEY) instanceof ServiceTree own) {
      return own;
    }
    ProcessInfo parent = process.parent();
    boolean top = levels == 0 || !parent.known() || parent.pid() == process.pid();
    return top ? null : rootOf(parent, levels - 1);
  }

  private static boolean isElsewhere(ProcessInfo process, ServiceTree before) {
    Bytes cgroups = process.place().rawCgroups();
    return cgroups.length() > 0 && !CgroupUnit.isIn(cgroups, before.unit());
  }

  // The process that a scheduler has made; its children inherit its tree.
  private static boolean isJob(ProcessInfo process, ServiceTree before) {
    return before.pid() != process.pid() && isScheduler(process.program().exepath())
        && isScheduler(process.parent().program().exepath());
  }

  private static boolean isScheduler(Bytes path) {
    for (int i = 0; i < SCHEDULERS.size(); i++) {
      if (path.endsWith(SCHEDULERS.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static ServiceTree begun(ProcessInfo process) {
    return new ServiceTree(process.pid(), process.usage().startNanos(), CgroupUnit.of(process.place().rawCgroups()));
  }
}
