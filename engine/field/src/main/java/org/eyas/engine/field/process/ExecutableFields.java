package org.eyas.engine.field.process;

import static org.eyas.api.event.ValueType.ABSTIME;
import static org.eyas.api.event.ValueType.INT64;

import java.util.List;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.field.FieldRow;

/** The executable of an event's process. */
final class ExecutableFields {
  private ExecutableFields() {}

  static List<FieldRow> all() {
    return List.of(
        ProcessFieldRows.truth("proc.is_exe_writable", "Whether the user who started the process may write its executable.",
            p -> p.exeFile().writable()).ofProcess(),
        ProcessFieldRows.truth("proc.is_exe_upper_layer", "Whether the executable is in the upper layer of an overlay.",
            p -> p.exeFile().upperLayer()).ofProcess(),
        ProcessFieldRows.truth("proc.is_exe_lower_layer", "Whether the executable is in a lower layer of an overlay.",
            p -> p.exeFile().lowerLayer()).ofProcess(),
        ProcessFieldRows.truth("proc.is_exe_from_memfd", "Whether the executable is only in memory (memfd).",
            p -> p.exeFile().fromMemfd()).ofProcess(),
        ProcessFieldRows.number("proc.exe_ino", INT64, "The executable's inode.", 0, p -> p.exeFile().inode()).ofProcess(),
        ProcessFieldRows.number("proc.exe_ino.ctime", ABSTIME, "When the executable's inode was last changed.", 0,
            p -> p.exeFile().ctimeNanos()).ofProcess(),
        ProcessFieldRows.number("proc.exe_ino.mtime", ABSTIME, "When the executable's content was last changed.", 0,
            p -> p.exeFile().mtimeNanos()).ofProcess(),
        ProcessFieldRows.number("proc.exe_ino.ctime_duration_proc_start", ABSTIME,
            "Nanoseconds from the executable's last change to the start of the process.", 0,
            p -> p.usage().startNanos() == 0 || p.exeFile().ctimeNanos() == 0 ? 0
                : p.usage().startNanos() - p.exeFile().ctimeNanos())
            .ofProcess(),
        ProcessFieldRows.number("proc.exe_ino.ctime_duration_pidns_start", ABSTIME,
            "Nanoseconds from the start of the pid namespace to the executable's last change.", 0,
            ExecutableFields::changedAfterNamespace).ofProcess());
  }

  private static long changedAfterNamespace(ProcessInfo process) {
    long start = process.usage().pidNamespaceStartNanos();
    return start == 0 ? 0 : Math.max(0, process.exeFile().ctimeNanos() - start);
  }
}
