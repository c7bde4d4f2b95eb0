package org.eyas.linux.proc;

import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eyas.api.data.Text;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.ExeFile;
import org.eyas.api.source.ProcessSnapshot.Ids;
import org.eyas.api.source.ProcessSnapshot.Program;
import org.eyas.api.source.ProcessSnapshot.Usage;
import org.jspecify.annotations.Nullable;

/** Reads one thread from its folder under {@code /proc}. */
final class ProcessReader {
  private static final int CLONE_FILES = 1;
  private static final int CLONE_THREAD = 0x2000;
  private static final int TEXT_MAX = 4096;
  private static final long NO_LOGIN = 0xffff_ffffL;
  private static final int CAP_DAC_OVERRIDE = 1;
  private static final List<String> CONTROLLERS = List.of("cpuset", "cpu", "cpuacct", "io", "memory");

  private final ProcFiles files;

  ProcessReader(ProcFiles files) {
    this.files = files;
  }

  /** The thread; empty if it is a kernel thread or a zombie, or no longer exists. */
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
              usage(folder, stat, status),
              exeFile(folder, exe, credentials)));
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
    return new Program(
        Text.of(line(files.read(folder + "comm"))),
        Text.copyOf(commandLine, 0, end),
        Text.of(exe),
        cut(commandLine, from),
        isThread ? Text.EMPTY : cut(files.read(folder + "environ"), 0),
        Text.of(files.link(folder + "cwd")),
        Text.of(files.link(folder + "root")),
        Text.of(cgroups(ProcCgroup.parse(files.read(folder + "cgroup")))),
        isThread ? CLONE_THREAD | CLONE_FILES : 0);
  }

  private static Text cut(byte[] bytes, int from) {
    return Text.copyOf(bytes, from, Math.min(TEXT_MAX, bytes.length - from));
  }

  /**
   * Encodes cgroups as the events of the kernel do: entries controller=path, each followed by a zero byte. The controllers of
   * version 2 all have the same path.
   */
  static String cgroups(List<ProcCgroup> groups) {
    Map<String, String> paths = new LinkedHashMap<>();
    for (ProcCgroup group : groups) {
      for (String controller : group.controllers().split(",")) {
        if (!controller.isEmpty() && !controller.startsWith("name=")) {
          paths.put(controller.equals("blkio") ? "io" : controller, group.path());
        }
      }
    }
    groups.stream()
        .filter(group -> group.hierarchy() == 0)
        .forEach(group -> CONTROLLERS.forEach(controller -> paths.putIfAbsent(controller, group.path())));
    StringBuilder text = new StringBuilder();
    paths.forEach((controller, path) -> text.append(controller).append('=').append(path).append('\0'));
    return text.toString();
  }

  private Credentials credentials(String folder, ProcStatus status) throws ProcFormatException {
    return new Credentials(
        status.effectiveUid(),
        status.effectiveGid(),
        Numbers.decimalOr(line(files.read(folder + "loginuid")), NO_LOGIN),
        status.capPermitted(),
        status.capEffective(),
        status.capInheritable());
  }

  private Usage usage(String folder, ProcStat stat, ProcStatus status) throws ProcFormatException {
    return new Usage(
        ProcLimits.openFiles(files.read(folder + "limits")),
        status.vmSizeKb(),
        status.vmRssKb(),
        status.vmSwapKb(),
        stat.majorFaults(),
        stat.minorFaults(),
        stat.tty(),
        nanos(files.attributes(folder + "cmdline", "ctime").get("ctime")),
        0);
  }

  private static long nanos(@Nullable Object time) {
    return time instanceof FileTime moment ? moment.to(TimeUnit.NANOSECONDS) : 0;
  }

  private ExeFile exeFile(String folder, String exe, Credentials credentials) {
    Map<String, Object> stat = files.attributes(folder + "exe", "ino,ctime,lastModifiedTime,mode,uid,gid");
    return new ExeFile(
        ((Number) stat.getOrDefault("ino", 0L)).longValue(),
        nanos(stat.get("ctime")),
        nanos(stat.get("lastModifiedTime")),
        !stat.isEmpty() && writable(stat, credentials),
        false,
        false,
        exe.startsWith("/memfd:"));
  }

  private static boolean writable(Map<String, Object> stat, Credentials credentials) {
    int mode = ((Number) stat.getOrDefault("mode", 0)).intValue();
    long uid = ((Number) stat.getOrDefault("uid", -1)).longValue();
    long gid = ((Number) stat.getOrDefault("gid", -1)).longValue();
    boolean byGroup = gid == credentials.gid();
    return uid == credentials.uid()
        || ((byGroup ? mode >> 3 : mode) & 2) != 0
        || (credentials.capEffective() >> CAP_DAC_OVERRIDE & 1) != 0;
  }

  private static String line(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }
}
