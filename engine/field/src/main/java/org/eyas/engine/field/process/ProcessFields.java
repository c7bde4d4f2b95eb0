package org.eyas.engine.field.process;

import static org.eyas.api.event.ValueType.INT64;
import static org.eyas.api.event.ValueType.RELTIME;
import static org.eyas.api.event.ValueType.UINT32;
import static org.eyas.api.event.ValueType.UINT64;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.field.FieldRow;

/** The process of an event, its parent, session and group. */
public final class ProcessFields {
  private ProcessFields() {}

  public static List<FieldRow> all() {
    List<FieldRow> fields = new ArrayList<>(names());
    fields.addAll(AncestorFields.all());
    fields.addAll(ProcessArgumentFields.all());
    fields.addAll(ids());
    fields.addAll(leaders());
    fields.addAll(times());
    fields.addAll(ExecutableFields.all());
    fields.addAll(ThreadFields.all());
    fields.addAll(StandardFdFields.all());
    return fields;
  }

  /** The fields that Falco does not have. */
  public static List<FieldRow> own() {
    List<FieldRow> fields = new ArrayList<>();
    fields.add(
        FieldRow.number("proc.tree.pid", INT64,
            "The process id of the topmost ancestor below the first process of the machine or of the container.",
            ProcessTreeRoot::read).format(Format.ID).ofAncestors());
    fields.addAll(RelayFields.all());
    return fields;
  }

  private static List<FieldRow> names() {
    return List.of(
        ProcessFieldRows.text("proc.exe", "The first argument (argv[0]) of the process.", p -> p.program().exe()).ofProcess(),
        ProcessFieldRows.parentText("proc.pexe", "The first argument of the parent.", p -> p.program().exe()).ofAncestors(),
        ProcessFieldRows.text("proc.exepath", "The full path of the executable.", p -> p.program().exepath()).ofProcess(),
        ProcessFieldRows.parentText("proc.pexepath", "The full path of the parent's executable.", p -> p.program().exepath())
            .ofAncestors(),
        ProcessFieldRows
            .text("proc.name", "The name of the process in the kernel, at most 15 characters.", p -> p.program().comm())
            .ofProcess(),
        ProcessFieldRows.parentText("proc.pname", "The name of the parent.", p -> p.program().comm()).ofAncestors(),
        ProcessFieldRows.text("proc.cmdline", "Name and arguments.", p -> p.program().cmdline()).ofProcess(),
        ProcessFieldRows.parentText("proc.pcmdline", "Name and arguments of the parent.", p -> p.program().cmdline())
            .ofAncestors(),
        ProcessFieldRows.text("proc.cwd", "The current directory, with a slash at its end.", p -> p.place().cwd()));
  }

  private static List<FieldRow> ids() {
    return List.of(
        id("proc.pid", "The process id.", ProcessInfo::pid).ofProcess(),
        FieldRow.number("proc.ppid", INT64, "The process id of the parent.", (e, out) -> {
          ProcessInfo parent = AncestorWalk.nth(e.process(), 1);
          return parent.known() ? out.set(parent.pid()) : Presence.ABSENT;
        }).format(Format.ID).ofAncestors(),
        ProcessFieldRows.number("proc.vpid", INT64, "The process id in the process's own namespace.", -1, p -> p.ids().vpid())
            .format(Format.ID).ofProcess(),
        FieldRow.number("proc.pvpid", INT64, "The parent's process id in the parent's own namespace.", (e, out) -> {
          ProcessInfo parent = e.process().parent();
          return parent.known() ? out.set(parent.ids().vpid()) : Presence.ABSENT;
        }).format(Format.ID).ofAncestors(),
        id("proc.sid", "The session id.", p -> p.ids().sid()).ofProcess(),
        id("proc.vpgid", "The id of the process group in the process's own namespace.", p -> p.ids().vpgid()).ofProcess(),
        id("proc.pgid", "The id of the process group on the host.", p -> p.ids().pgid()).ofProcess(),
        ProcessFieldRows.number("proc.tty", UINT32, "The number of the controlling terminal, 0 for none.",
            process -> process.usage().tty() & 0xffff_ffffL).format(Format.ID).ofProcess(),
        FieldRow.number("proc.loginshellid", INT64, "The process id of the oldest ancestor that is a shell.",
            LoginShell::read).format(Format.ID).ofAncestors(),
        ProcessFieldRows.truth("proc.is_sid_leader", "Whether the process leads its session.",
            process -> process.ids().sid() == process.ids().vpid()).ofProcess(),
        ProcessFieldRows.truth("proc.is_vpgid_leader", "Whether the process leads its group, by the ids of its namespace.",
            process -> process.ids().vpgid() == process.ids().vpid()).ofProcess(),
        ProcessFieldRows.truth("proc.is_pgid_leader", "Whether the process leads its group, by the ids of the host.",
            process -> process.ids().pgid() == process.pid()).ofProcess());
  }

  private static FieldRow id(String name, String description, ProcessFieldRows.NumberOf property) {
    return ProcessFieldRows.number(name, INT64, description, property).format(Format.ID);
  }

  private static List<FieldRow> leaders() {
    return List.of(
        ProcessFieldRows.text("proc.sname", "The session leader's name.", GroupLeaders.ofSession(p -> p.program().comm())),
        ProcessFieldRows.text("proc.sid.exe", "The session leader's first argument.",
            GroupLeaders.ofSession(p -> p.program().exe())),
        ProcessFieldRows.text("proc.sid.exepath", "The session leader's executable.",
            GroupLeaders.ofSession(p -> p.program().exepath())),
        ProcessFieldRows.text("proc.vpgid.name", "The name of the group's leader, by the ids of its namespace.",
            GroupLeaders.ofVirtualGroup(p -> p.program().comm())),
        ProcessFieldRows.text("proc.vpgid.exe", "The first argument of the group's leader.",
            GroupLeaders.ofVirtualGroup(p -> p.program().exe())),
        ProcessFieldRows.text("proc.vpgid.exepath", "The executable of the group's leader.",
            GroupLeaders.ofVirtualGroup(p -> p.program().exepath())),
        ProcessFieldRows.text("proc.pgid.name", "The name of the group's leader, by the ids of the host.",
            GroupLeaders.ofGroup(p -> p.program().comm())),
        ProcessFieldRows.text("proc.pgid.exe", "The first argument of the group's leader, by the ids of the host.",
            GroupLeaders.ofGroup(p -> p.program().exe())),
        ProcessFieldRows.text("proc.pgid.exepath", "The executable of the group's leader, by the ids of the host.",
            GroupLeaders.ofGroup(p -> p.program().exepath())));
  }

  private static List<FieldRow> times() {
    return List.of(
        FieldRow.number("proc.duration", RELTIME, "Nanoseconds since the process began.",
            (e, out) -> since(e, e.process(), out)),
        FieldRow.number("proc.ppid.duration", RELTIME, "Nanoseconds since the parent began.",
            (e, out) -> since(e, AncestorWalk.nth(e.process(), 1), out)),
        ProcessFieldRows.number("proc.pid.ts", RELTIME, "When the process began, in nanoseconds since the epoch.", 0,
            p -> p.usage().startNanos()).ofProcess(),
        FieldRow.number("proc.ppid.ts", RELTIME, "When the parent began; 0 if that was before the first event.",
            (e, out) -> {
              ProcessInfo parent = e.process().parent();
              return parent.known() ? out.set(parent.usage().startNanos()) : Presence.ABSENT;
            }).ofAncestors(),
        ProcessFieldRows.number("proc.pidns_init_start_ts", UINT64, "When the first process of the pid namespace began.",
            0, p -> p.usage().pidNamespaceStartNanos()).ofProcess());
  }

  /** Absent if the start time of the process is not known, because it began before the first event. */
  private static Presence since(Event event, ProcessInfo process, NumberCell out) {
    boolean began = process.known() && process.usage().startNanos() != 0;
    return began ? out.set(event.timestampNanos() - process.usage().startNanos()) : Presence.ABSENT;
  }
}
