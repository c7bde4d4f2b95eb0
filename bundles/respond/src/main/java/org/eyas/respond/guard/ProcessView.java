package org.eyas.respond.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.linux.proc.ProcFormatException;
import org.eyas.linux.proc.ProcStat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what the guard must know about a process from {@code /proc}. One thread uses it. */
final class ProcessView {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessView.class);
  private static final String DELETED = " (deleted)";

  private final Path proc;
  private final Path root;

  /**
   * @param proc {@code /proc}, or in tests a folder of the same structure
   * @param root the folder in which the programs of the host are
   */
  ProcessView(Path proc, Path root) {
    this.proc = proc;
    this.root = root;
  }

  /**
   * The state of a process.
   *
   * @throws IOException if there is no process with this id
   */
  ProcStat stat(int pid) throws IOException {
    try {
      return ProcStat.parse(Files.readAllBytes(proc.resolve(pid + "/stat")));
    } catch (ProcFormatException e) {
      throw new IOException("/proc/" + pid + "/stat cannot be read", e);
    }
  }

  /** All processes. One that ends meanwhile is left out. */
  List<ProcStat> all() throws IOException {
    List<ProcStat> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[1-9]*")) {
      for (Path entry : entries) {
        try {
          found.add(stat(Integer.parseInt(entry.getFileName().toString())));
        } catch (IOException e) {
          LOG.debug("{} has ended while all processes are read", entry, e);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  /** Whether it is the first process of a pid namespace, as of a container. */
  boolean isFirstOfNamespace(int pid) throws IOException {
    String status = text(pid, "status");
    int at = status.indexOf("\nNSpid:");
    if (at < 0) {
      throw new IOException("/proc/" + pid + "/status has no line NSpid");
    }
    int end = status.indexOf('\n', at + 1);
    return status.substring(at, end < 0 ? status.length() : end).endsWith("\t1");
  }

  /** The cgroup of version 2, or the one that systemd uses on a host with both versions; empty if there is none. */
  String cgroup(int pid) throws IOException {
    String found = "";
    for (String line : text(pid, "cgroup").split("\n")) {
      if (line.startsWith("0::") && line.length() > "0::/".length()) {
        return line.substring("0::".length());
      }
      if (line.contains(":name=systemd:")) {
        found = line.substring(line.indexOf(":name=systemd:") + ":name=systemd:".length());
      }
    }
    return found;
  }

  /**
   * The path of the program, if it is a file of the host in a folder that only root writes; otherwise empty. A process in a
   * container has the same path for another file, and anybody can call a program sshd: neither is protected.
   */
  String hostProgram(int pid) throws IOException {
    Path link = proc.resolve(pid + "/exe");
    String target = Files.readSymbolicLink(link).toString();
    boolean deleted = target.endsWith(DELETED);
    Path file = Path.of(deleted ? target.substring(0, target.length() - DELETED.length()) : target);
    String path = file.startsWith(root) ? "/" + root.relativize(file) : "";
    if (!isSystemPath(path)) {
      return "";
    }
    if (deleted) {
      // An upgrade replaced the program of a service that still runs.
      boolean ofHost = Files.readSymbolicLink(proc.resolve(pid + "/root")).toString().equals("/")
          && Files.getAttribute(link, "unix:uid").equals(0);
      return ofHost ? path : "";
    }
    return isSame(link, file) ? path : "";
  }

  private static boolean isSystemPath(String path) {
    return path.startsWith("/usr/") && !path.startsWith("/usr/local/")
        || path.startsWith("/bin/") || path.startsWith("/sbin/") || path.startsWith("/lib/") || path.startsWith("/opt/");
  }

  private static boolean isSame(Path link, Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    Map<String, Object> one = Files.readAttributes(link, "unix:dev,ino");
    return one.equals(Files.readAttributes(file, "unix:dev,ino"));
  }

  private String text(int pid, String file) throws IOException {
    return new String(Files.readAllBytes(proc.resolve(pid + "/" + file)), StandardCharsets.UTF_8).stripTrailing();
  }
}
