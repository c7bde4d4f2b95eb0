package org.eyas.driver.ebpf.trace;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The kernel's list of tracepoints. Where nobody has mounted it, it is mounted without a place: no other process sees it,
 * and it is gone with this object.
 */
public final class Tracefs implements AutoCloseable {
  private static final List<Path> USUAL = List.of(Path.of("/sys/kernel/tracing"), Path.of("/sys/kernel/debug/tracing"));
  private static final int NONE = -1;

  private static final int ATTRIBUTES = 64; // bytes of the first version of perf_event_attr
  private static final int TYPE_TRACEPOINT = 2;

  private final Path root;
  private final int mount;

  private Tracefs(Path root, int mount) {
    this.root = root;
    this.mount = mount;
  }

  /**
   * Opens it where it is mounted, or mounts it.
   *
   * @throws IOException where it is not mounted and the kernel does not allow that
   */
  public static Tracefs open() throws IOException {
    for (Path place : USUAL) {
      if (Files.isReadable(place.resolve("events/syscalls"))) {
        return new Tracefs(place, NONE);
      }
    }
    return mounted();
  }

  /** Mounts it without a place, wherever else it may be. */
  static Tracefs mounted() throws IOException {
    try (Memory type = new Memory(16)) {
      type.setString(0, "tracefs");
      int context = SystemCalls.fsopen(type);
      try {
        SystemCalls.create(context);
        int mount = SystemCalls.fsmount(context);
        return new Tracefs(Path.of("/proc/self/fd/" + mount), mount);
      } finally {
        SystemCalls.close(context);
      }
    } catch (LastErrorException e) {
      throw new IOException("tracefs is not mounted at " + USUAL.getFirst() + " and cannot be: " + e.getMessage(), e);
    }
  }

  /**
   * Opens a tracepoint, for a program to be attached to.
   *
   * @param name its folder, as in {@code syscalls/sys_enter_openat}
   * @return a descriptor that the caller closes
   * @throws IOException where there is no such tracepoint or it may not be opened
   */
  public int event(String name) throws IOException {
    String id = Files.readString(root.resolve("events").resolve(name).resolve("id"), StandardCharsets.US_ASCII);
    try (Memory attributes = new Memory(ATTRIBUTES)) {
      attributes.clear();
      attributes.setInt(0, TYPE_TRACEPOINT);
      attributes.setInt(4, ATTRIBUTES);
      attributes.setLong(8, Long.parseLong(id.strip()));
      return SystemCalls.perfEventOpen(attributes);
    } catch (LastErrorException e) {
      throw new IOException("the tracepoint " + name + " cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    if (mount != NONE) {
      SystemCalls.close(mount);
    }
  }
}
