package org.eyas.enricher.session;

import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.ExeFile;
import org.eyas.api.process.ProcessInfo;

/** Distinguishes the programs of the machine from programs of a user or a container. */
final class SystemProgramCheck {
  /** Directories in which only root can write. */
  private static final List<Text> DIRECTORIES = Stream.of("/usr/", "/bin/", "/sbin/", "/nix/store/").map(Text::of).toList();

  private SystemProgramCheck() {}

  /** @param path of the executable, from the kernel, with its links resolved */
  static boolean isInSystemDirectory(Bytes path) {
    for (int i = 0; i < DIRECTORIES.size(); i++) {
      if (path.startsWith(DIRECTORIES.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a process is in the host's process namespace. */
  static boolean isOnHost(ProcessInfo process) {
    return process.ids().vpid() == process.pid();
  }

  /** Whether an executable is in a layer of an overlay, as the files of a container's image are. */
  static boolean isOfImage(ExeFile file) {
    return file.upperLayer() || file.lowerLayer();
  }
}
