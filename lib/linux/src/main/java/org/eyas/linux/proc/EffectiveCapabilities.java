package org.eyas.linux.proc;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The capabilities that are in effect for this process. */
public final class EffectiveCapabilities {
  private final long effective;

  private EffectiveCapabilities(long effective) {
    this.effective = effective;
  }

  /** The capabilities that are in effect now. */
  public static EffectiveCapabilities ofThisProcess() {
    return ofThisProcess(new ProcFiles(Path.of("/proc")));
  }

  static EffectiveCapabilities ofThisProcess(ProcFiles files) {
    return parse(files.read("self/status"));
  }

  /**
   * @param status the content of the status file of proc(5). Without a line of capabilities, all capabilities count as
   * present
   */
  static EffectiveCapabilities parse(byte[] status) {
    try {
      return new EffectiveCapabilities(ProcStatus.parse(status).capEffective());
    } catch (ProcFormatException e) {
      return new EffectiveCapabilities(-1);
    }
  }

  public boolean has(LinuxCapability wanted) {
    return wanted.isIn(effective);
  }

  /** The names of the wanted capabilities that are not in effect. */
  public List<String> missing(LinuxCapability... wanted) {
    return Stream.of(wanted).filter(one -> !has(one)).map(LinuxCapability::label).toList();
  }

  /** The names of the wanted capabilities that are not in effect, each with its purpose. */
  public List<String> missingExplained(LinuxCapability... wanted) {
    return Stream.of(wanted).filter(one -> !has(one)).map(LinuxCapability::explained).toList();
  }
}
