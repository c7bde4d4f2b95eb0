package org.eyas.driver.ebpf.libbpf;

/** Thrown if the kernel or libbpf rejects the probe. */
public final class ProbeException extends Exception {
  private static final long serialVersionUID = 1;

  public ProbeException(String message) {
    super(message);
  }
}
