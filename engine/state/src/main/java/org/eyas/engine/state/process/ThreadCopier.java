package org.eyas.engine.state.process;

/**
 * Copies the values of a thread at one moment. The copy shares the relatives, attachments and descriptors, which belong
 * to the process.
 */
final class ThreadCopier {
  private ThreadCopier() {}

  /** A copy of the thread. The copy is in no table. */
  static ThreadState copy(ThreadState from) {
    ThreadState to = from.another();
    ids(from, to);
    program(from, to);
    to.usage.copy(from.usage);
    to.flags = from.flags;
    to.lastFd = from.lastFd;
    to.group = from.group;
    to.attachments = from.attachments;
    to.shareFds(from);
    return to;
  }

  private static void ids(ThreadState from, ThreadState to) {
    to.pid = from.pid;
    to.ptid = from.ptid;
    to.sid = from.sid;
    to.vtid = from.vtid;
    to.vpid = from.vpid;
    to.pgid = from.pgid;
    to.vpgid = from.vpgid;
    to.credentials = from.credentials;
    to.uidBeforeExec = from.uidBeforeExec;
  }

  private static void program(ThreadState from, ThreadState to) {
    to.program.copyCall(from.program);
    to.program.exepath = from.program.exepath;
    to.exeFile = from.exeFile;
    to.env = from.env;
    to.shareDirectory(from);
    to.unshareDirectory();
    to.root = from.root;
    to.cgroups = from.cgroups;
  }
}
