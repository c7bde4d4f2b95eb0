package org.eyas.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The runc that a container runtime calls: the program itself, or a script around it. */
interface Runc {
  Path PROGRAM = Path.of("/usr/sbin/runc");

  /**
   * Makes it ready.
   *
   * @param folder the folder of the runtime, with the process id of its daemon in the file {@code pid}
   */
  Path in(Path folder) throws IOException;

  static Runc plain() {
    return folder -> PROGRAM;
  }

  /** The daemon is stopped while runc works on these commands; see runc-while-stopped. */
  static Runc whileStopped(String... commands) {
    return folder -> {
      String text = RuntimeDaemon.resource("runc-while-stopped").replace("DAEMON", folder.resolve("pid").toString());
      return write(folder, text.replace("COMMANDS", "*\" " + String.join(" \"* | *\" ", commands) + " \"*"));
    };
  }

  /** A program runs only after an alert has named its container; see runc-after-alert. */
  static Runc afterAlert(Path alerts) {
    return folder -> write(folder, RuntimeDaemon.resource("runc-after-alert").replace("OUT", alerts.toString()));
  }

  private static Path write(Path folder, String text) throws IOException {
    Path script = Files.writeString(folder.resolve("runc"), text.replace("RUNC", PROGRAM.toString()));
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
