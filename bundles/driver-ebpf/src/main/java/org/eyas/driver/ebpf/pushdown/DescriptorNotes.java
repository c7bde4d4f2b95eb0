package org.eyas.driver.ebpf.pushdown;

/** Controls the probe's notes of descriptors that the engine does not have ({@code descriptors.h}). */
public interface DescriptorNotes {
  /** Voids all notes. */
  void forget();

  /**
   * Sets whether the tables of the engine may lack opened files. If so, the probe notes the opens that the engine
   * keeps, and reports the files that rules may print.
   */
  void lackFiles(boolean lack);
}
