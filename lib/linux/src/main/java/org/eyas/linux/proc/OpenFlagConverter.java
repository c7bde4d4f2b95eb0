package org.eyas.linux.proc;

/** Converts the kernel's open flags to the scap encoding (file_flags). */
public final class OpenFlagConverter {
  private static final int ACCESS = 3;
  private static final int[][] BITS = {
      {0100, 4}, {020000000, 0x2000}, {0200000, 0x2400}, {02000, 8}, {010000, 0x90}, {04000000, 0x80}, {0200, 0x20},
      {04000, 0x40}, {01000, 0x100}, {040000, 0x200}, {0100000, 0x800}, {02000000, 0x1000}
  };

  private OpenFlagConverter() {}

  /** Converts the access mode and each single flag. */
  public static int toScap(int kernel) {
    int access = kernel & ACCESS;
    int scap = access == 1 ? 2 : access == 2 ? 3 : 1;
    for (int[] bit : BITS) {
      if ((kernel & bit[0]) != 0) {
        scap |= bit[1];
      }
    }
    return scap;
  }
}
