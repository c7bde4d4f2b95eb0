package org.eyas.driver.ebpf.libbpf;

import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A descriptor of a map, program or link, with what the kernel says of it: the first parts of {@code struct bpf_map_info}, {@code
 * bpf_prog_info} and {@code bpf_link_info} (linux/bpf.h).
 *
 * <pre>
 *           0        4      8              12           16            24
 *  map      | type   | id   | key bytes    | value bytes| entries ... | name[16]
 *  program  | type   | id   | tag u64                   | ...         | user at 48, name[16] at 64
 *  link     | type   | id   | program's id | ...
 * </pre>
 *
 * @param id the kernel gives each id once per boot
 * @param name of a map or a program, 15 characters at most; empty for a link
 * @param detail of a map its bytes per value, of a program its tag, of a link the id of its program
 * @param entries of a map
 * @param user who loaded a program
 */
public record BpfDescriptor(int fd, Kind kind, int type, int id, String name, long detail, int entries, int user) {
  private static final int BYTES = 256;
  private static final int NAME_BYTES = 16;

  /** The kinds of objects of BPF. */
  public enum Kind {
    MAP("bpf-map"),
    PROGRAM("bpf-prog"),
    LINK("bpf-link"); // bpf_link in some kernels

    private final String target;

    Kind(String target) {
      this.target = target;
    }

    private static Kind of(int fd) throws IOException {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
      for (Kind kind : values()) {
        if (target.replace('_', '-').endsWith(":" + kind.target)) {
          return kind;
        }
      }
      throw new IOException("descriptor " + fd + " is not a map, program or link of BPF, but " + target);
    }
  }

  /**
   * Asks the kernel about a descriptor of this process.
   *
   * @throws IOException if it does not refer to a map, a program or a link
   */
  public static BpfDescriptor of(int fd) throws IOException {
    Kind kind = Kind.of(fd);
    try (Memory info = new Memory(BYTES); Memory length = new Memory(4)) {
      info.clear();
      length.setInt(0, BYTES);
      int result = Libbpf.bpf_obj_get_info_by_fd(fd, info, length);
      if (result != 0) {
        throw new IOException("the kernel does not describe descriptor " + fd + " (errno " + Math.abs(result) + ")");
      }
      int type = info.getInt(0);
      int id = info.getInt(4);
      return switch (kind) {
        case MAP -> new BpfDescriptor(fd, kind, type, id, name(info, 24), info.getInt(12), info.getInt(16), 0);
        case PROGRAM -> new BpfDescriptor(fd, kind, type, id, name(info, 64), info.getLong(8), 0, info.getInt(48));
        case LINK -> new BpfDescriptor(fd, kind, type, id, "", info.getInt(8), 0, 0);
      };
    }
  }

  private static String name(Memory info, int offset) {
    byte[] bytes = info.getByteArray(offset, NAME_BYTES);
    int length = 0;
    while (length < NAME_BYTES && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.US_ASCII);
  }

  /**
   * Gives a descriptor's object a name in a file system of type bpf, so that it outlives this process.
   *
   * @throws IOException if the kernel refuses
   */
  public static void pin(int fd, Path file) throws IOException {
    int result = Libbpf.bpf_obj_pin(fd, file.toString());
    if (result != 0) {
      throw new IOException(file + " cannot be made (errno " + Math.abs(result) + ")");
    }
  }

  /**
   * Opens what was pinned. The caller closes the descriptor.
   *
   * @throws IOException if the kernel refuses
   */
  public static int open(Path file) throws IOException {
    int fd = Libbpf.bpf_obj_get(file.toString());
    if (fd < 0) {
      throw new IOException(file + " cannot be opened (errno " + -fd + ")");
    }
    return fd;
  }
}
