package org.eyas.enricher.container.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.eyas.enricher.container.disk.HostRoot;

/** A directory that looks like a host with one process in a container, for tests. */
final class ContainerRoot {
  static final String ID = "0123456789abcdef".repeat(4);

  private final Path host;
  private final Path process;

  ContainerRoot(Path host, long pid) throws IOException {
    this.host = host;
    process = host.resolve("proc/" + pid);
    Files.createDirectories(host.resolve("proc/1"));
    Files.createSymbolicLink(host.resolve("proc/1/root"), host);
    Files.createDirectories(process);
    Files.createDirectories(host.resolve("container/etc"));
    Files.writeString(process.resolve("cgroup"), "1:cpu:/docker/" + ID + "\n");
    ids("0 0 4294967295");
  }

  HostRoot host() {
    return new HostRoot(host);
  }

  /** Gives the process a root directory of its own, in one step. */
  ContainerRoot change() throws IOException {
    Path next = Files.createSymbolicLink(process.resolve("next"), host.resolve("container"));
    Files.move(next, process.resolve("root"), StandardCopyOption.ATOMIC_MOVE);
    return this;
  }

  /** The process still has the root directory of the host. */
  ContainerRoot unchanged() throws IOException {
    Files.createSymbolicLink(process.resolve("root"), host);
    return this;
  }

  ContainerRoot ids(String map) throws IOException {
    Files.writeString(process.resolve("uid_map"), map + "\n");
    Files.writeString(process.resolve("gid_map"), map + "\n");
    return this;
  }

  ContainerRoot users(String... lines) throws IOException {
    Files.writeString(etc("passwd"), String.join("\n", lines) + "\n");
    return this;
  }

  Path etc(String name) {
    return host.resolve("container/etc/" + name);
  }
}
