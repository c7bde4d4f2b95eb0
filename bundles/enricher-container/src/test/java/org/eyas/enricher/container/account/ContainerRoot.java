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
  private Path root;

  ContainerRoot(Path host, long pid) throws IOException {
    this.host = host;
    process = host.resolve("proc/" + pid);
    Files.createDirectories(host.resolve("proc/1"));
    Files.createSymbolicLink(host.resolve("proc/1/root"), host);
    Files.createDirectories(process);
    root = host.resolve("container");
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(process.resolve("cgroup"), "1:cpu:/docker/" + ID + "\n");
    ids("0 0 4294967295");
  }

  HostRoot host() {
    return new HostRoot(host);
  }

  /** Gives the process a root directory of its own, in one step. */
  ContainerRoot change() throws IOException {
    return changeTo("container");
  }

  /** Gives the process another root directory. Its files are changed from now on. */
  ContainerRoot changeTo(String directory) throws IOException {
    root = host.resolve(directory);
    Files.createDirectories(root.resolve("etc"));
    Path next = Files.createSymbolicLink(process.resolve("next"), root);
    Files.move(next, process.resolve("root"), StandardCopyOption.ATOMIC_MOVE);
    return this;
  }

  /** The process still has the root directory of the host. */
  ContainerRoot unchanged() throws IOException {
    Files.createSymbolicLink(process.resolve("root"), host);
    return this;
  }

  ContainerRoot ids(String map) throws IOException {
    return ids("uid_map", map).ids("gid_map", map);
  }

  ContainerRoot ids(String file, String map) throws IOException {
    Files.writeString(process.resolve(file), map + "\n");
    return this;
  }

  ContainerRoot users(String... lines) throws IOException {
    Files.writeString(etc("passwd"), String.join("\n", lines) + "\n");
    return this;
  }

  Path etc(String name) {
    return root.resolve("etc/" + name);
  }
}
