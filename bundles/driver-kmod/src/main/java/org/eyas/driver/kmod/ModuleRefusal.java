package org.eyas.driver.kmod;

import com.sun.jna.LastErrorException;
import java.util.List;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceException;
import org.eyas.linux.proc.EffectiveCapabilities;
import org.eyas.linux.proc.LinuxCapability;

/** Explains to the user why the module refused a request. */
final class ModuleRefusal {
  private static final int EPERM = 1;
  private static final int ENOMEM = 12;
  private static final int EACCES = 13;
  private static final int EBUSY = 16;
  private static final int ENOTTY = 25;

  private final LoadedModule module;
  private final LastErrorException cause;

  ModuleRefusal(LoadedModule module, LastErrorException cause) {
    this.module = module;
    this.cause = cause;
  }

  /** No device could be opened. */
  SourceException onOpen() {
    String device = module.devices().getFirst().getValue() + " cannot be opened: ";
    return switch (cause.getErrorCode()) {
      case EACCES, EPERM -> because(device + "permission denied", permission());
      case EBUSY -> because(
          device + "the module has its maximum number of readers",
          "end one (Falco, sysdig, another Eyas), or write a larger number into " + module.readers());
      case ENOMEM -> because(device + "there is no memory for its rings", "reduce engine.kmod.buf_size_preset");
      default -> because(device + Reason.of(cause), "load the module again: eyas driver unload, eyas driver load");
    };
  }

  private static String permission() {
    List<String> missing = EffectiveCapabilities.ofThisProcess().missing(LinuxCapability.DAC_OVERRIDE);
    if (!missing.isEmpty()) {
      return "run as root, or give " + String.join(", ", missing)
          + " (AmbientCapabilities= of a service, --cap-add of a container): only root may read the device";
    }
    return "allow access to the device: DeviceAllow= of a service, --device or --privileged of a container";
  }

  /** The module did not tell its versions, or its memory could not be mapped. */
  SourceException onMap() {
    if (cause.getErrorCode() == ENOTTY) {
      return because(
          "the kernel module '" + module.name() + "' does not report its version",
          "install a newer one, such as Debian's falcosecurity-scap-dkms");
    }
    return because(
        "the rings of the kernel module '" + module.name() + "' cannot be mapped: " + Reason.of(cause),
        "another program may have changed the size of the rings meanwhile; try again");
  }

  /** The selection of recorded events could not be set. */
  SourceException onStart() {
    return because(
        "the kernel module '" + module.name() + "' refuses the selection of system calls to record: " + Reason.of(cause),
        "load the module again: eyas driver unload, eyas driver load");
  }

  private SourceException because(String message, String hint) {
    return new SourceException(message, hint, cause);
  }
}
