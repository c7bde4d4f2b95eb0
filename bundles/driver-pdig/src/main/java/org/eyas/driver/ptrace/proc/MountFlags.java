package org.eyas.driver.ptrace.proc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;

/**
 * The flags of the file system of one mount, which the kernel has in memory (statmount(2), since Linux 6.8). The kernel shows the
 * mounts of the tracer's own mount namespace; without CAP_SYS_ADMIN, those below the tracer's root directory. Used by the tracer's
 * thread only.
 */
public final class MountFlags {
  private static final long READ_ONLY = 1; // SB_RDONLY
  private static final long BASIC = 1; // STATMOUNT_SB_BASIC
  private static final int REQUEST_BYTES = 24; // struct mnt_id_req: size, unused, mount, mask
  private static final int REQUESTED_MOUNT = 8;
  private static final int REQUESTED = 16;
  private static final int BYTES = 512; // struct statmount
  private static final int KNOWN = 8;
  private static final int FLAGS = 32;

  private final TracerSystemCalls kernel;
  private final MemorySegment request = Arena.ofAuto().allocate(REQUEST_BYTES, Long.BYTES);
  private final MemorySegment mount = Arena.ofAuto().allocate(BYTES, Long.BYTES);

  public MountFlags(TracerSystemCalls kernel) {
    this.kernel = kernel;
    request.set(JAVA_INT, 0, REQUEST_BYTES);
    request.set(JAVA_LONG, REQUESTED, BASIC);
  }

  /**
   * Asks the kernel for a mount. Returns false if the kernel does not show it.
   *
   * @param uniqueNumber {@link FileAttributes#uniqueMount}
   */
  public boolean lookUp(long uniqueNumber) {
    request.set(JAVA_LONG, REQUESTED_MOUNT, uniqueNumber);
    return kernel.statMount(request, mount) == 0 && (mount.get(JAVA_LONG, KNOWN) & BASIC) != 0;
  }

  /** Whether the file system of the mount that was found is read-only. */
  public boolean isReadOnly() {
    return (mount.get(JAVA_INT, FLAGS) & READ_ONLY) != 0;
  }
}
