package org.eyas.driver.ebpf.libbpf;

/** The kernel or libbpf refuses the probe. */
public final class ProbeException extends Exception {
  private static final long serialVersionUID = 1;

  public ProbeException(String message) {
    super(message);
  }
}
