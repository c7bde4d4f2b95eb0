package org.eyas.driver.ebpf.pushdown;

/** Controls the probe's notes of descriptors that the engine does not have ({@code descriptors.h}). */
public interface DescriptorTracking {
  /** Voids all notes. */
  void forgetDescriptors();

  /**
   * Sets whether the tables of the engine may lack opened files. If so, the probe notes the opens that the engine
   * keeps, and reports the files that rules may print.
   */
  void setLacksFiles(boolean lack);
}
