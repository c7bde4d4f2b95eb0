package org.eyas.core.field;

import java.util.List;
import org.eyas.api.field.FieldProvider;

/** The fields that the engine itself offers. */
public final class SyscallFields {
  private SyscallFields() {}

  /** All fields of the syscall source, those of any source included, in the order of Falco's list. */
  public static List<FieldProvider> providers(KnownHosts hosts) {
    return List.of(
        anySource(),
        new FieldTable("evt", "Syscall events only", "What a system call was asked to do and what came of it.",
            SyscallEventFields.all()),
        new FieldTable("process", "", "The process and the thread that made the event, and where they come from.",
            ProcessFields.all()),
        new FieldTable("user", "", "The user that the process runs as.", UserFields.users()),
        new FieldTable("group", "", "The group that the process runs as.", UserFields.groups()),
        new FieldTable("fd", "", "The file descriptor of an event that has one.", FdFields.all(hosts)),
        new FieldTable("fs.path", "", "The paths of calls that take paths.", PathFields.all()),
        new FieldTable("fdlist", "", "The file descriptors of a poll.", FdListFields.all()),
        new FieldTable("util", "", "For finding out how conditions are evaluated.", CounterField.all()));
  }

  /** The same where no rule asks for a host by name. */
  public static List<FieldProvider> providers() {
    return providers(new KnownHosts());
  }

  /** Fields that events of every source have. */
  public static FieldProvider anySource() {
    return new FieldTable("evt", "All event types", "What every event has, whatever its source.", AnyEventFields.all());
  }
}
