package org.eyas.engine.field;

import java.util.List;
import org.eyas.api.field.FieldProvider;

/** The engine's own fields. */
public final class SyscallFields {
  private SyscallFields() {}

  /** All fields of the syscall source, including the fields of any source, in the order of Falco's list. */
  public static List<FieldProvider> providers(KnownHosts hosts) {
    return List.of(
        anySource(),
        new FieldTable("evt", "Syscall events only", "The parameters and the result of a system call.",
            SyscallEventFields.all()),
        new FieldTable("process", "", "The process and the thread of the event, and their ancestors.",
            ProcessFields.all()),
        new FieldTable("user", "", "The user that the process runs as.", UserFields.users()),
        new FieldTable("group", "", "The group that the process runs as.", UserFields.groups()),
        new FieldTable("fd", "", "The file descriptor of an event.", FdFields.all(hosts)),
        new FieldTable("fs.path", "", "The paths of calls with path parameters.", PathFields.all()),
        new FieldTable("file", "Eyas only", "What a call does to files, whatever the call is.", FileFields.all()),
        new FieldTable("fdlist", "", "The file descriptors of a poll.", FdListFields.all()),
        new FieldTable("util", "", "Fields for examining how conditions are evaluated.", CounterField.all()));
  }

  /** The same fields, for rules that use no host names. */
  public static List<FieldProvider> providers() {
    return providers(new KnownHosts());
  }

  /** Fields that events of every source have. */
  public static FieldProvider anySource() {
    return new FieldTable("evt", "All event types", "Properties of events of every source.", AnyEventFields.all());
  }
}
