package org.eyas.engine.field.syscall;

import java.util.List;
import org.eyas.api.field.FieldProvider;
import org.eyas.engine.field.TableFieldProvider;
import org.eyas.engine.field.descriptor.FdFields;
import org.eyas.engine.field.descriptor.FdListFields;
import org.eyas.engine.field.descriptor.RuleHostNames;
import org.eyas.engine.field.file.FileFields;
import org.eyas.engine.field.file.PathFields;
import org.eyas.engine.field.process.ProcessFields;
import org.eyas.engine.field.process.UserFields;

/** The fields of the syscall source that the engine itself reads. */
public final class SyscallFields {
  /** The short description of the classes whose fields Falco does not have. */
  public static final String EYAS_ONLY = "Eyas only";

  private SyscallFields() {}

  /** All fields of the syscall source, including the fields of any source, in the order of Falco's list. */
  public static List<FieldProvider> providers(RuleHostNames hosts) {
    return List.of(
        anySource(),
        new TableFieldProvider("evt", "Syscall events only", "The parameters and the result of a system call.",
            SyscallEventFields.all()),
        new TableFieldProvider("process", "", "The process and the thread of the event, and their ancestors.",
            ProcessFields.all()),
        new TableFieldProvider("process", EYAS_ONLY, "The tree of the process, and the origin of its standard input.",
            ProcessFields.own()),
        new TableFieldProvider("user", "", "The user that the process runs as.", UserFields.users()),
        new TableFieldProvider("group", "", "The group that the process runs as.", UserFields.groups()),
        new TableFieldProvider("fd", "", "The file descriptor of an event.", FdFields.all(hosts)),
        new TableFieldProvider("fs.path", "", "The paths of calls with path parameters.", PathFields.all()),
        new TableFieldProvider("file", EYAS_ONLY, "What a call does to files, whatever the call is.", FileFields.all()),
        new TableFieldProvider("fdlist", "", "The file descriptors of a poll.", FdListFields.all()),
        new TableFieldProvider("util", "", "Fields for examining how conditions are evaluated.", CounterField.all()));
  }

  /** The same fields, for rules that use no host names. */
  public static List<FieldProvider> providers() {
    return providers(new RuleHostNames());
  }

  /** Fields that events of every source have. */
  public static FieldProvider anySource() {
    return new TableFieldProvider("evt", "All event types", "Properties of events of every source.", AnyEventFields.all());
  }
}
