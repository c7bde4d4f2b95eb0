package org.eyas.linux.proc;

import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.ExeFile;
import org.jspecify.annotations.Nullable;

/** Reads the attributes of the executable of a thread. */
final class ExeFileReader {
  private static final int CAP_DAC_OVERRIDE = 1;

  private final ProcFiles files;

  ExeFileReader(ProcFiles files) {
    this.files = files;
  }

  /**
   * @param folder the folder of the thread, with a slash
   * @param exe the target of the link exe in that folder
   */
  ExeFile read(String folder, String exe, Credentials credentials) {
    Map<String, Object> stat = files.attributes(folder + "exe", "ino,ctime,lastModifiedTime,mode,uid,gid");
    return new ExeFile(
        ((Number) stat.getOrDefault("ino", 0L)).longValue(),
        nanos(stat.get("ctime")),
        nanos(stat.get("lastModifiedTime")),
        !stat.isEmpty() && writable(stat, credentials),
        false,
        false,
        exe.startsWith("/memfd:"));
  }

  private static boolean writable(Map<String, Object> stat, Credentials credentials) {
    int mode = ((Number) stat.getOrDefault("mode", 0)).intValue();
    long uid = ((Number) stat.getOrDefault("uid", -1)).longValue();
    long gid = ((Number) stat.getOrDefault("gid", -1)).longValue();
    boolean byGroup = gid == credentials.gid();
    return uid == credentials.uid()
        || ((byGroup ? mode >> 3 : mode) & 2) != 0
        || (credentials.capEffective() >> CAP_DAC_OVERRIDE & 1) != 0;
  }

  /** The nanoseconds of a time attribute; 0 if the attribute is missing. */
  static long nanos(@Nullable Object time) {
    return time instanceof FileTime moment ? moment.to(TimeUnit.NANOSECONDS) : 0;
  }
}
