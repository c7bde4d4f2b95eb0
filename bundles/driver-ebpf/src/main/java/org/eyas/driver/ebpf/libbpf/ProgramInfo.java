package org.eyas.driver.ebpf.libbpf;

import com.sun.jna.Memory;

/**
 * The kernel's information about a loaded program: the parts of {@code struct bpf_prog_info} (linux/bpf.h) that are used here.
 *
 * <pre>
 *  0                            192           200        208                216
 *  +----------------------------+-------------+----------+------------------+
 *  | type, id, tag, maps, name, | run_time_ns | run_cnt  | recursion_misses |
 *  | what it was compiled to    |             |          |                  |
 *  +----------------------------+-------------+----------+------------------+
 * </pre>
 *
 * @param runs how often it ran; 0 unless the kernel measures programs
 * @param nanos total run time in nanoseconds; 0 unless the kernel measures programs
 * @param skippedCalls calls that the kernel skipped because the program was still running on the same processor; known since
 *     Linux 5.12
 */
public record ProgramInfo(long runs, long nanos, long skippedCalls) {
  private static final int BYTES = 216;
  private static final int NANOS = 192;
  private static final int RUNS = 200;
  private static final int PASSED_OVER = 208;

  /** The value for a kernel that does not report this. */
  private static final ProgramInfo NONE = new ProgramInfo(0, 0, 0);

  static ProgramInfo of(int fd) {
    try (Memory info = new Memory(BYTES);
        Memory length = new Memory(4)) {
      info.clear();
      length.setInt(0, BYTES);
      if (Libbpf.bpf_obj_get_info_by_fd(fd, info, length) != 0) {
        return NONE;
      }
      return new ProgramInfo(info.getLong(RUNS), info.getLong(NANOS), info.getLong(PASSED_OVER));
    }
  }
}
