package org.eyas.respond.guard;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eyas.linux.proc.ProcStat;
import org.eyas.respond.wire.ProtectedKind;

/**
 * The processes that are never acted on, as they are at this moment. The guard computes them itself, so a rule or an engine that
 * is mistaken, or in the hands of an attacker, cannot take the machine from its owner. One thread uses it.
 */
final class ProtectedProcesses {
  private static final int KERNEL_THREADS = 2;

  private static final Set<String> SERVICES =
      Set.of(
          "systemd", "systemd-journald", "systemd-logind", "systemd-udevd", "systemd-networkd", "systemd-resolved",
          "systemd-timesyncd", "systemd-executor", "udevadm", "dbus-daemon", "dbus-broker", "dbus-broker-launch", "sshd",
          "sshd-session", "sshd-auth", "sssd", "NetworkManager", "chronyd", "ntpd", "auditd", "rsyslogd", "agetty", "login",
          "polkitd", "multipathd", "iscsid", "lvmetad", "etcd", "init");
  private static final Set<String> RUNTIMES =
      Set.of(
          "containerd", "containerd-shim", "containerd-shim-runc-v2", "dockerd", "docker-proxy", "docker-init", "crio", "conmon",
          "conmonrs", "runc", "crun", "podman", "kubelet", "k3s", "rke2");
  private static final Set<String> PACKAGE_MANAGERS =
      Set.of(
          "apt", "apt-get", "aptitude", "dpkg", "dpkg-deb", "unattended-upgrade", "rpm", "dnf", "dnf5", "yum", "zypper",
          "packagekitd", "snapd", "pacman", "apk");
  private static final Set<String> LOGINS = Set.of("sshd", "sshd-session", "login", "agetty", "su", "sudo");

  private final ProcessView view;
  private final int self;
  private final Set<Integer> engines = new HashSet<>();
  private Set<Integer> ancestors = Set.of();

  /** @param self the process id of the guard */
  ProtectedProcesses(ProcessView view, int self) {
    this.view = view;
    this.self = self;
  }

  /** A process of an engine. */
  void addEngine(int pid) {
    engines.add(pid);
  }

  void removeEngine(int pid) {
    engines.remove(pid);
  }

  /** Finds the ancestors of all protected processes again. It reads each process, which takes milliseconds. */
  void findAncestors() throws IOException {
    Map<Integer, ProcStat> all = new HashMap<>();
    for (ProcStat stat : view.all()) {
      all.put((int) stat.pid(), stat);
    }
    Set<Integer> found = new HashSet<>();
    for (ProcStat stat : all.values()) {
      if (stat.ppid() != KERNEL_THREADS && isProtectedNow(stat)) {
        for (ProcStat up = all.get((int) stat.ppid()); up != null && found.add((int) up.pid());) {
          up = all.get((int) up.ppid());
        }
      }
    }
    ancestors = found;
  }

  private boolean isProtectedNow(ProcStat stat) {
    try {
      return own(stat, true) != ProtectedKind.NONE;
    } catch (IOException e) {
      return false; // it has ended, or is asked again when somebody wants to act on it
    }
  }

  /**
   * Finds the reason for which a process is protected.
   *
   * @param allowsMain whether the main processes of units and containers are not
   */
  ProtectedKind kind(ProcStat stat, boolean allowsMain) {
    try {
      ProtectedKind own = own(stat, allowsMain);
      return own == ProtectedKind.NONE && ancestors.contains((int) stat.pid()) ? ProtectedKind.ANCESTOR : own;
    } catch (IOException e) {
      return ProtectedKind.UNREADABLE;
    }
  }

  private ProtectedKind own(ProcStat stat, boolean allowsMain) throws IOException {
    int pid = (int) stat.pid();
    if (pid == 1) {
      return ProtectedKind.INIT;
    }
    if (pid == KERNEL_THREADS || stat.ppid() == KERNEL_THREADS) {
      return ProtectedKind.KERNEL_THREAD;
    }
    String cgroup = view.cgroup(pid);
    if (pid == self || engines.contains(pid) || isOfEyas(cgroup)) {
      return ProtectedKind.EYAS;
    }
    String name = name(view.hostProgram(pid));
    if (SERVICES.contains(name)) {
      return ProtectedKind.SYSTEM_SERVICE;
    }
    if (RUNTIMES.contains(name)) {
      return ProtectedKind.CONTAINER_RUNTIME;
    }
    if (PACKAGE_MANAGERS.contains(name)) {
      return ProtectedKind.PACKAGE_MANAGER;
    }
    if (stat.session() == pid && stat.tty() != 0 && LOGINS.contains(name(view.hostProgram((int) stat.ppid())))) {
      return ProtectedKind.LOGIN_SESSION;
    }
    if (!allowsMain && stat.ppid() == 1 && cgroup.endsWith(".service")) {
      return ProtectedKind.UNIT_MAIN;
    }
    return !allowsMain && view.isFirstOfNamespace(pid) ? ProtectedKind.CONTAINER_INIT : ProtectedKind.NONE;
  }

  private boolean isOfEyas(String cgroup) throws IOException {
    if (!cgroup.endsWith(".service")) {
      return false; // a folder that many share says nothing
    }
    if (cgroup.equals(view.cgroup(self))) {
      return true;
    }
    for (int engine : engines) {
      if (cgroup.equals(view.cgroup(engine))) {
        return true;
      }
    }
    return false;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
