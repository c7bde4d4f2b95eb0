package org.eyas.driver.ptrace.proc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;

/**
 * Finds the layer of an overlay that a file is on. Containers have the files of their image on lower layers, and the
 * files that they create on the upper layer. The kernel shows the layer in the handle of a file (name_to_handle_at(2)
 * with AT_HANDLE_FID, since Linux 6.6), without asking another program. A changed file of a lower layer is on the upper
 * layer, but it keeps its handle of the lower layer. Used by the tracer's thread only.
 */
public final class OverlayLayers {
  public static final int NONE = 0;
  public static final int UPPER = 1;
  public static final int LOWER = 2;

  // struct file_handle: size, type, bytes. The bytes of an overlay's: 3 unused, then struct ovl_fb: version, magic, length, flags.
  private static final int TYPE = 4;
  private static final int MAGIC = 8 + 4;
  private static final int FLAGS = 8 + 6;
  private static final int OVERLAY_TYPE = 0xf8;
  private static final byte OVERLAY_MAGIC = (byte) 0xfb;
  private static final int IS_UPPER = 4;
  private static final int MOST_BYTES = 128;

  private final TracerSystemCalls kernel;
  private final MemorySegment handle = Arena.ofAuto().allocate(8 + MOST_BYTES, Integer.BYTES);

  public OverlayLayers(TracerSystemCalls kernel) {
    this.kernel = kernel;
  }

  /**
   * The layer of a file: {@link #UPPER}, {@link #LOWER}, or {@link #NONE} if it is not on an overlay or the kernel does not say.
   *
   * @param folder the folder in which a relative path begins
   * @param path leads to the file
   * @param attributes of the file
   */
  public int of(int folder, MemorySegment path, FileAttributes attributes) {
    if (!attributes.isKnown() || attributes.isOnDisk()) {
      return NONE;
    }
    handle.set(JAVA_INT, 0, MOST_BYTES);
    boolean isOverlay =
        kernel.handle(folder, path, handle) == 0
            && handle.get(JAVA_INT, TYPE) == OVERLAY_TYPE
            && handle.get(JAVA_BYTE, MAGIC) == OVERLAY_MAGIC;
    return !isOverlay ? NONE : (handle.get(JAVA_BYTE, FLAGS) & IS_UPPER) != 0 ? UPPER : LOWER;
  }
}
