package org.eyas.engine.state.process;

import org.eyas.api.data.Text;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.engine.state.cache.ProgramTextCache;
import org.eyas.engine.text.FalcoVersion;

/** Adds to the state the threads that a source found before its first event. */
public final class SnapshotThreads {
  private final ThreadRelations lineage;
  private final ProgramTextCache texts;
  private final CurrentDirectoryUpdater directories;

  public SnapshotThreads(ThreadRelations lineage, ProgramTextCache texts, FalcoVersion version) {
    this.lineage = lineage;
    this.texts = texts;
    directories = new CurrentDirectoryUpdater(texts, version, false);
  }

  /** Adds a thread, or completes its placeholder. A placeholder keeps the values that events stored in it. */
  public ThreadState addThread(ProcessSnapshot from) {
    long tid = from.ids().tid();
    ThreadState known = lineage.find(tid);
    ThreadState thread = known != null && known.isPlaceholder() ? known : lineage.createThread(tid);
    ids(thread, from.ids());
    program(thread, from.program());
    thread.credentials = texts.credentials(from.credentials());
    usage(thread, from.usage());
    thread.exeFile = texts.exeFile(from.exeFile());
    if (thread != known) {
      lineage.addUnrelated(thread);
    }
    return thread;
  }

  private static void ids(ThreadState thread, ProcessSnapshot.Ids ids) {
    thread.pid = ids.pid();
    thread.ptid = ids.ptid();
    thread.sid = ids.sid();
    thread.vpgid = ids.vpgid();
    thread.vtid = ids.vtid();
    thread.vpid = ids.vpid();
    thread.pgid = ids.pgid();
  }

  private void program(ThreadState thread, ProcessSnapshot.Program program) {
    thread.flags = program.flags();
    thread.program.comm(texts.internText(program.comm()));
    thread.program.exe = texts.internText(program.exe());
    thread.program.exepath = texts.exepath(program.exepath());
    thread.program.args(texts.arguments(program.args()));
    thread.root = texts.internText(program.root());
    thread.cgroups = texts.cgroups(program.cgroups(), Text.EMPTY);
    if (thread.mainThread()) {
      thread.env = texts.environment(program.env());
      directories.setReported(thread, program.cwd());
    }
  }

  private static void usage(ThreadState thread, ProcessSnapshot.Usage from) {
    ThreadUsage usage = thread.usage;
    usage.fdLimit = from.fdLimit();
    usage.vmSizeKb = from.vmSizeKb();
    usage.vmRssKb = from.vmRssKb();
    usage.vmSwapKb = from.vmSwapKb();
    usage.majorFaults = from.majorFaults();
    usage.minorFaults = from.minorFaults();
    usage.tty = from.tty();
    usage.startNanos = from.startNanos();
    usage.pidNamespaceStartNanos = from.pidNamespaceStartNanos();
  }
}
