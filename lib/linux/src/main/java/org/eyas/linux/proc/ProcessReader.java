package org.eyas.linux.proc;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eyas.api.data.Text;
import org.eyas.api.process.Credentials;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.ProcessSnapshot.Ids;
import org.eyas.api.source.ProcessSnapshot.Program;
import org.eyas.api.source.ProcessSnapshot.Usage;

/** Reads one thread from its folder under {@code /proc}. */
final class ProcessReader {
  private static final int CLONE_FILES = 1;
  private static final int CLONE_THREAD = 0x2000;
  private static final int TEXT_MAX = 4096;
  private static final long NO_LOGIN = 0xffff_ffffL;

  private final ProcFiles files;
  private final ExeFileReader exeFiles;

  ProcessReader(ProcFiles files) {
    this.files = files;
    exeFiles = new ExeFileReader(files);
  }

  /** Reads a thread. The result is empty if it is a kernel thread or a zombie, or no longer exists. */
  Optional<ProcessSnapshot> read(long pid, long tid) {
    String folder = pid + "/task/" + tid + "/";
    byte[] commandLine = files.read(folder + "cmdline");
    String exe = files.link(folder + "exe");
    if (commandLine.length == 0 && exe.isEmpty()) {
      return Optional.empty();
    }
    try {
      ProcStat stat = ProcStat.parse(files.read(folder + "stat"));
      ProcStatus status = ProcStatus.parse(files.read(folder + "status"));
      Credentials credentials = credentials(folder, status);
      return Optional.of(
          new ProcessSnapshot(
              ids(tid, stat, status),
              program(folder, commandLine, exe, tid != pid),
              credentials,
              usage(folder, stat, status, ProcLimits.openFiles(files.read(folder + "limits"))),
              exeFiles.read(folder, exe, credentials)));
    } catch (ProcFormatException e) {
      return Optional.empty(); // it ended while it was read
    }
  }

  /**
   * Reads another thread of a process. The result is empty if the thread no longer exists. The program, its file and
   * the limits belong to the process and are not read again, because most threads of a machine are such threads.
   */
  Optional<ProcessSnapshot> read(ProcessSnapshot process, long tid) {
    String folder = process.ids().pid() + "/task/" + tid + "/";
    Program program = process.program();
    try {
      ProcStat stat = ProcStat.parse(files.read(folder + "stat"));
      ProcStatus status = ProcStatus.parse(files.read(folder + "status"));
      Credentials credentials = credentials(folder, status);
      return Optional.of(
          new ProcessSnapshot(
              ids(tid, stat, status),
              program(folder, program.exe(), program.exepath(), program.args(), true),
              credentials,
              usage(folder, stat, status, process.usage().fdLimit()),
              credentials.equals(process.credentials())
                  ? process.exeFile()
                  : exeFiles.read(folder, program.exepath().toString(), credentials)));
    } catch (ProcFormatException e) {
      return Optional.empty(); // it ended while it was read
    }
  }

  private static Ids ids(long tid, ProcStat stat, ProcStatus status) throws ProcFormatException {
    return new Ids(
        tid, status.tgid(), stat.ppid(), stat.session(), status.innermostPgid(), status.innermostPid(),
        status.innermostTgid(), stat.pgrp());
  }

  private Program program(String folder, byte[] commandLine, String exe, boolean isThread) throws ProcFormatException {
    int end = 0;
    while (end < commandLine.length && commandLine[end] != 0) {
      end++;
    }
    int from = Math.min(commandLine.length, end + 1);
    return program(folder, Text.copyOf(commandLine, 0, end), Text.of(exe), cut(commandLine, from), isThread);
  }

  private Program program(String folder, Text exe, Text exepath, Text args, boolean isThread) throws ProcFormatException {
    return new Program(
        Text.of(line(files.read(folder + "comm"))),
        exe,
        exepath,
        args,
        isThread ? Text.EMPTY : cut(files.read(folder + "environ"), 0),
        Text.of(files.link(folder + "cwd")),
        Text.of(files.link(folder + "root")),
        Text.of(ProcCgroup.encoded(ProcCgroup.parse(files.read(folder + "cgroup")))),
        isThread ? CLONE_THREAD | CLONE_FILES : 0);
  }

  private static Text cut(byte[] bytes, int from) {
    return Text.copyOf(bytes, from, Math.min(TEXT_MAX, bytes.length - from));
  }

  private Credentials credentials(String folder, ProcStatus status) throws ProcFormatException {
    return new Credentials(
        status.effectiveUid(),
        status.effectiveGid(),
        ProcNumbers.decimalOr(line(files.read(folder + "loginuid")), NO_LOGIN),
        status.capPermitted(),
        status.capEffective(),
        status.capInheritable());
  }

  private Usage usage(String folder, ProcStat stat, ProcStatus status, long fdLimit) throws ProcFormatException {
    return new Usage(
        fdLimit,
        status.vmSizeKb(),
        status.vmRssKb(),
        status.vmSwapKb(),
        stat.majorFaults(),
        stat.minorFaults(),
        stat.tty(),
        ExeFileReader.nanos(files.attributes(folder + "cmdline", "ctime").get("ctime")),
        0);
  }

  private static String line(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }
}
