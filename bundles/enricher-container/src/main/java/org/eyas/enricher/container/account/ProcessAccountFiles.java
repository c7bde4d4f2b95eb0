package org.eyas.enricher.container.account;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.process.Accounts;
import org.eyas.enricher.container.disk.HostRoot;
import org.eyas.linux.libc.OpenedPath;
import org.eyas.linux.proc.AccountFiles;

/**
 * Reads passwd and group in the root directory of a process. The container controls them: links do not lead out of that directory,
 * and only regular files of a limited size are opened.
 */
final class ProcessAccountFiles {
  private final HostRoot host;

  ProcessAccountFiles(HostRoot host) {
    this.host = host;
  }

  /**
   * The accounts that were read, and the files from which they were read.
   *
   * @param stamps the attributes that change with the content
   */
  record Content(Accounts accounts, Origin origin, List<Map<String, Object>> stamps) {}

  /**
   * The place of a process's account files. Any program of the container can move into its own root directory, mount
   * namespace or user namespace, as sshd does before a login. The accounts in such a place apply to that program only.
   */
  record Origin(Map<String, Object> root, long mount, IdMap uids, IdMap gids) {}

  /**
   * The accounts for a process; empty if it still has the root directory of the host, as it has until the runtime changes it.
   *
   * @param cgroup the last name in the path of a cgroup of the process; it reveals another process that got the same id
   * @param earlier the accounts that were read before; they are returned if the files are the same, or if this process
   *     has another place of account files
   * @throws IOException if the process has ended, or must not be read
   */
  Optional<Content> read(long pid, String cgroup, Optional<Content> earlier) throws IOException {
    Path process = host.at("/proc/" + pid);
    try (OpenedPath root = OpenedPath.of(process.resolve("root"))) {
      Map<String, Object> identity = identity(root.path());
      if (identity.equals(rootOfHost())) {
        return Optional.empty();
      }
      Origin origin = new Origin(identity, root.mount(), ids(process, "uid_map"), ids(process, "gid_map"));
      if (!Files.readString(process.resolve("cgroup")).contains("/" + cgroup + "\n")) {
        throw new NoSuchFileException(process.toString(), null, "the process is not in the cgroup " + cgroup);
      }
      boolean elsewhere = earlier.isPresent() && !earlier.get().origin().equals(origin);
      return elsewhere ? earlier : Optional.of(read(root, origin, earlier));
    }
  }

  private static IdMap ids(Path process, String file) throws IOException {
    return IdMap.of(Files.readString(process.resolve(file)));
  }

  private static Content read(OpenedPath root, Origin origin, Optional<Content> earlier) throws IOException {
    try (ContainerAccountFile passwd = ContainerAccountFile.in(root, "etc/passwd");
        ContainerAccountFile group = ContainerAccountFile.in(root, "etc/group")) {
      List<Map<String, Object>> stamps = List.of(passwd.stamp(), group.stamp());
      if (earlier.isPresent() && earlier.get().stamps().equals(stamps)) {
        return earlier.get();
      }
      Accounts accounts =
          new ContainerAccountTable(
              AccountFiles.users(passwd.bytes()), AccountFiles.groups(group.bytes()), origin.uids(), origin.gids());
      return new Content(accounts, origin, stamps);
    }
  }

  // Without CAP_SYS_PTRACE, init may be refused. Outside of a container, our own root is the host's too.
  private Map<String, Object> rootOfHost() throws IOException {
    try {
      return identity(host.at("/proc/1/root"));
    } catch (AccessDeniedException e) {
      if (host.directory().getNameCount() > 0) {
        throw e;
      }
      return identity(host.directory());
    }
  }

  private static Map<String, Object> identity(Path path) throws IOException {
    return Files.readAttributes(path, "unix:dev,ino");
  }
}
