package org.eyas.engine.state.process;

import org.eyas.api.source.ProcessSnapshot;

/** Converts a thread to the form in which a source would report it. */
public final class ThreadSnapshot {
  private ThreadSnapshot() {}

  public static ProcessSnapshot of(ThreadState from) {
    return new ProcessSnapshot(ids(from), program(from), from.credentials, usage(from.usage), from.exeFile);
  }

  private static ProcessSnapshot.Ids ids(ThreadState from) {
    return new ProcessSnapshot.Ids(
        from.tid, from.pid, from.ptid, from.sid, from.vpgid, from.vtid, from.vpid, from.pgid);
  }

  private static ProcessSnapshot.Program program(ThreadState from) {
    ProgramState program = from.program;
    return new ProcessSnapshot.Program(
        program.comm(),
        program.exe,
        program.exepath,
        program.rawArgs(),
        from.env,
        from.currentDirectory().path,
        from.root,
        from.cgroups,
        from.flags);
  }

  private static ProcessSnapshot.Usage usage(ThreadUsage from) {
    return new ProcessSnapshot.Usage(
        from.fdLimit,
        from.vmSizeKb,
        from.vmRssKb,
        from.vmSwapKb,
        from.majorFaults,
        from.minorFaults,
        from.tty,
        from.startNanos,
        from.pidNamespaceStartNanos);
  }
}
