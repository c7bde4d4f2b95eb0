package org.eyas.fields.dns;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eyas.linux.libc.FileState;
import org.eyas.linux.libc.OpenedPath;

/**
 * Reads the name servers that a process is configured to ask, from {@code etc/resolv.conf} in its root directory. Links are followed
 * inside of that directory only.
 *
 * <p>Whoever can write that file decides whose answers count, so only a file of root counts, which nobody else may write. An ordinary
 * user can have other files, mounts and networks in a user namespace of the user's own: then nothing counts. So the owner of the
 * result is root, of the host or of a container without a user namespace.
 */
final class ResolverReader implements ResolverThread.ServerReader {
  private static final int MOST_BYTES = 64 * 1024;

  /** The user namespace of the machine: its number is a constant of the kernel (PROC_USER_INIT_INO in linux/proc_ns.h). */
  private static final Path USERS_OF_MACHINE = Path.of("user:[4026531837]");

  private final Path proc;

  /** @param proc the {@code /proc} of the host */
  ResolverReader(Path proc) {
    this.proc = proc;
  }

  @Override
  public ResolverAddresses read(long pid, String cgroup) {
    Path process = proc.resolve(Long.toString(pid));
    try (OpenedPath root = OpenedPath.of(process.resolve("root")); OpenedPath file = root.below("etc/resolv.conf")) {
      boolean own = Files.readSymbolicLink(process.resolve("ns/user")).equals(USERS_OF_MACHINE);
      boolean same = Files.readString(process.resolve("cgroup")).contains("/" + cgroup + "\n");
      return own && same && isOfRoot(file.state()) ? ResolverAddresses.of(bytes(file)) : ResolverAddresses.UNKNOWN;
    } catch (IOException e) {
      return ResolverAddresses.UNKNOWN; // mostly, because the process has ended
    }
  }

  private static boolean isOfRoot(FileState file) {
    return file.isRegular() && file.uid() == 0 && !file.isWritableByOthers() && file.size() <= MOST_BYTES;
  }

  private static byte[] bytes(OpenedPath file) throws IOException {
    try (InputStream in = file.read()) {
      return in.readNBytes(MOST_BYTES);
    }
  }
}
