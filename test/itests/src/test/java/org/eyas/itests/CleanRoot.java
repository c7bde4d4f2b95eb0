package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A Debian of the least packages in a folder. Its programs run by chroot in namespaces of their own, with /proc and /sys and
 * without a network.
 */
final class CleanRoot implements AutoCloseable {
  /** Kept between runs: making it takes a network. */
  private static final Path ARCHIVE = Path.of("target/clean-root.tar").toAbsolutePath();
  private static final String ENTER =
      """
      mount --rbind /proc "$0/proc" && mount --rbind /sys "$0/sys" && exec chroot "$0" "$@"
      """;
  /** Shows folders of this machine at their places; what is written there stays in memory. With the network of this machine. */
  private static final String ENTER_WITH_FOLDERS =
      """
      root=$0 folders=$1 work=$2
      shift 2
      set -e
      mount --bind "$root" "$root"
      for folder in proc sys dev; do mount --rbind "/$folder" "$root/$folder"; done
      mount -t tmpfs tmpfs "$root/mnt"
      number=0
      for folder in $folders; do
        number=$((number + 1))
        mkdir -p "$root$folder" "$root/mnt/$number/up" "$root/mnt/$number/work"
        mount -t overlay overlay "$root$folder" \
          -o "lowerdir=$folder,upperdir=$root/mnt/$number/up,workdir=$root/mnt/$number/work"
      done
      exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 sh -c 'cd "$0" && exec "$@"' "$work" "$@"
      """;
  // Copies and logs of the package manager, and what the test copies there.
  private static final String NOT_OURS = "./(tmp|var/lib/dpkg)/.*|./etc/(group|gshadow|passwd|shadow)-|./var/log/dpkg.log";

  private final Path root;

  private CleanRoot(Path root) {
    this.root = root;
  }

  /** Unpacks it into a folder, or skips the test. */
  static CleanRoot in(Path root) throws IOException, InterruptedException {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can install packages");
    for (String tool : new String[] {"mmdebstrap", "unshare", "setpriv"}) {
      assumeTrue(Packages.isThere(tool), () -> "there is no " + tool + ": no package is installed");
    }
    if (!Files.exists(ARCHIVE)) {
      make();
    }
    Files.createDirectories(root);
    assertEquals(0, Program.of("tar", "-C", root.toString(), "-xf", ARCHIVE.toString()).run().exitCode());
    // Nobody needs this root after a crash of the machine, and waiting for the disk takes most of the time of dpkg.
    Files.writeString(root.resolve("etc/dpkg/dpkg.cfg.d/no-sync"), "force-unsafe-io\n");
    return new CleanRoot(root);
  }

  // The package may depend on libraries of Debian; nothing else is installed.
  private static void make() throws IOException, InterruptedException {
    Path made = Files.createTempFile(ARCHIVE.getParent(), "clean-root", ".tar");
    Program.Result result =
        Program.of("mmdebstrap", "--quiet", "--variant=minbase", "--include=libbpf1", "trixie", made.toString()).run();
    assumeTrue(result.exitCode() == 0, () -> "no clean root can be made: " + result.err());
    Files.move(made, ARCHIVE);
  }

  /** A program of it. */
  Program program(String... command) {
    return program(List.of("--net"), command);
  }

  /** A program of it that has the network of this machine. */
  Program programWithNetwork(String... command) {
    return program(List.of(), command);
  }

  private Program program(List<String> namespaces, String... command) {
    return Program.of("unshare", "--mount").and(namespaces).and("--propagation", "private", "sh", "-c", ENTER, root.toString())
        .and(command)
        .with("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
        .with("DEBIAN_FRONTEND", "noninteractive");
  }

  /** A program that runs in one of some folders of this machine, which it can read and seems to write. */
  Program programThatSees(List<Path> folders, Path work, List<String> command) {
    String all = folders.stream().map(Path::toString).collect(Collectors.joining(" "));
    return Program.of("unshare", "--mount", "--propagation", "private", "sh", "-c", ENTER_WITH_FOLDERS, root.toString(), all,
        work.toString()).and(command);
  }

  /** Removes a library, with the links to it. */
  void removeLibrary(String name) throws IOException, InterruptedException {
    run("find", "/usr/lib", "-name", name + "*", "-delete");
  }

  /** Runs a program of it that must succeed. */
  String run(String... command) throws IOException, InterruptedException {
    Program.Result result = program(command).run();
    assertEquals(0, result.exitCode(), () -> String.join(" ", command) + ": " + result.out() + result.err());
    return result.out();
  }

  Path path(String name) {
    return root.resolve(name.substring(1));
  }

  /** All files with their owners and permissions, except those of the package manager. */
  Set<String> files() throws IOException, InterruptedException {
    String list = run("find", ".", "-xdev", "-printf", "%p %M %u:%g %l\n");
    return list.lines().filter(line -> !line.split(" ", 2)[0].matches(NOT_OURS)).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Removes it; JUnit would warn of each of its links. */
  @Override
  public void close() throws IOException, InterruptedException {
    Program.of("rm", "-rf", "--one-file-system", root.toString()).run();
  }
}
