package org.eyas.driver.ebpf.pushdown;

/** What the probe notes of descriptors that the engine does not have ({@code descriptors.h}). */
public interface DescriptorNotes {
  /** All of it is void. */
  void forget();

  /**
   * Sets whether the tables of the engine may lack opened files: then the probe notes which opens the engine keeps, and reports files that
   * rules may print.
   */
  void lackFiles(boolean lack);
}
