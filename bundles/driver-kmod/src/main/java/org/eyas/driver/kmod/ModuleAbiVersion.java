package org.eyas.driver.kmod;

/** A version of the module's ABI. */
record ModuleAbiVersion(int major, int minor, int patch) {
  private static final int MAJOR_AT = 44;
  private static final int MINOR_AT = 24;
  private static final int MAJOR_BITS = 19;
  private static final int MINOR_BITS = 20;
  private static final int PATCH_BITS = 24;

  /** Unpacks a version as the module reports it: the bits 44 to 62, 24 to 43 and 0 to 23. */
  static ModuleAbiVersion of(long packed) {
    return new ModuleAbiVersion(bits(packed, MAJOR_AT, MAJOR_BITS), bits(packed, MINOR_AT, MINOR_BITS),
        bits(packed, 0, PATCH_BITS));
  }

  private static int bits(long packed, int at, int count) {
    return (int) (packed >>> at & (1L << count) - 1);
  }

  boolean isFrom(int first, int last) {
    return major >= first && major <= last;
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
