package org.eyas.linux.proc;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The capabilities that are in effect for this process. */
public final class Capabilities {
  private final long effective;

  private Capabilities(long effective) {
    this.effective = effective;
  }

  /** The capabilities that are in effect now. */
  public static Capabilities ofThisProcess() {
    return ofThisProcess(new ProcFiles(Path.of("/proc")));
  }

  static Capabilities ofThisProcess(ProcFiles files) {
    return parse(files.read("self/status"));
  }

  /**
   * @param status the content of the status file of proc(5). Without a line of capabilities, all capabilities count as
   * present
   */
  static Capabilities parse(byte[] status) {
    try {
      return new Capabilities(ProcStatus.parse(status).capEffective());
    } catch (ProcFormatException e) {
      return new Capabilities(-1);
    }
  }

  public boolean has(Capability wanted) {
    return wanted.isIn(effective);
  }

  /** The names of the wanted capabilities that are not in effect. */
  public List<String> missing(Capability... wanted) {
    return Stream.of(wanted).filter(one -> !has(one)).map(Capability::label).toList();
  }

  /** The names of the wanted capabilities that are not in effect, each with its purpose. */
  public List<String> missingExplained(Capability... wanted) {
    return Stream.of(wanted).filter(one -> !has(one)).map(Capability::explained).toList();
  }
}
