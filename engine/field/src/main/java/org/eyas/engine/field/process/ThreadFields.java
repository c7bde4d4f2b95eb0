package org.eyas.engine.field.process;

import static org.eyas.api.event.ValueType.DOUBLE;
import static org.eyas.api.event.ValueType.INT64;
import static org.eyas.api.event.ValueType.RELTIME;
import static org.eyas.api.event.ValueType.UINT64;
import static org.eyas.api.field.FieldDefinition.Flag.HIDDEN;

import java.util.List;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Text;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.field.BuiltTextReader;
import org.eyas.engine.field.FieldArgument;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.field.process.ProcessFieldRows.NumberOf;
import org.eyas.engine.field.text.LinuxNumberNames;
import org.eyas.engine.field.text.ZeroSeparatedStrings;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.text.RawByteText;

/** Memory, capabilities, limits and cgroups of a thread. */
final class ThreadFields {
  private static final int SWITCH = EventSchema.current().type("SCHEDSWITCH_6_E").code();

  private ThreadFields() {}

  static List<FieldRow> all() {
    return List.of(
        capabilities("thread.cap_permitted", "Capabilities that the thread may use.", p -> p.credentials().capPermitted())
            .ofProcess(),
        capabilities("thread.cap_inheritable", "Capabilities that the thread passes on.", p -> p.credentials().capInheritable())
            .ofProcess(),
        capabilities("thread.cap_effective", "Capabilities in force.", p -> p.credentials().capEffective()).ofProcess(),
        ProcessFieldRows.number("proc.fdopencount", UINT64, "How many file descriptors are open.",
            process -> process.leader().descriptors().fdCount()),
        ProcessFieldRows.number("proc.fdlimit", INT64, "How many file descriptors may be open.",
            process -> process.leader().descriptors().fdLimit()),
        FieldRow.of("proc.fdusage", DOUBLE, Format.NA, "Open file descriptors in percent of the limit.",
            argument -> (FieldReader.OfDouble) (e,
                out) -> e.process().known() ? out.set(Double.doubleToRawLongBits(fdUsage(e.process()))) : Presence.ABSENT),
        ProcessFieldRows.number("proc.vmsize", UINT64, "Virtual memory in kB.", p -> p.usage().vmSizeKb()),
        ProcessFieldRows.number("proc.vmrss", UINT64, "Memory in use in kB.", p -> p.usage().vmRssKb()),
        ProcessFieldRows.number("proc.vmswap", UINT64, "Swapped memory in kB.", p -> p.usage().vmSwapKb()),
        ProcessFieldRows.number("thread.pfmajor", UINT64, "Page faults that needed the disk.", p -> p.usage().majorFaults()),
        ProcessFieldRows.number("thread.pfminor", UINT64, "Page faults that did not need the disk.",
            p -> p.usage().minorFaults()),
        FieldRow.number("thread.tid", INT64, "The thread id.",
            (e, out) -> isThreadId(e.threadId()) ? out.set(e.threadId()) : Presence.ABSENT).format(Format.ID),
        ProcessFieldRows.truth("thread.ismain", "Whether it is the main thread of its process.", p -> p.threads().mainThread()),
        ProcessFieldRows.number("thread.vtid", INT64, "The thread id in the thread's own namespace.", -1, p -> p.ids().vtid())
            .format(Format.ID),
        BuiltTextReader.field("thread.nametid", "Name and thread id.", (e, out) -> {
          out.append(e.process().program().comm()).appendDecimal(e.threadId());
          return e.process().known();
        }).flags(HIDDEN),
        FieldRow.number("thread.exectime", RELTIME, "Nanoseconds on the processor before this switch; 0 in other events.",
            (e, out) -> out.set(e.type().code() == SWITCH ? e.process().usage().lastSliceNanos() : 0)),
        ProcessFieldRows.number("thread.totexectime", RELTIME, "Total nanoseconds on the processor, counted at context switches.",
            p -> p.usage().totalCpuNanos()),
        BuiltTextReader.field("thread.cgroups", "All control groups of the thread, joined by blanks.", (e, out) -> {
          ZeroSeparatedStrings.join(e.process().place().rawCgroups(), out);
          return e.process().known() && out.length() > 0;
        }).ofProcess(),
        FieldRow.textPerUse("thread.cgroup", "The control group of the thread in one subsystem.",
            argument -> cgroup(FieldArgument.key(argument))).withArgument(Argument.REQUIRED_KEY).ofProcess(),
        ProcessFieldRows.number("proc.nthreads", UINT64, "The number of running threads of the process.",
            p -> p.threads().threadCount()),
        ProcessFieldRows.number("proc.nchilds", UINT64, "The number of running threads, without the main thread.",
            p -> p.threads().childThreadCount()),
        CpuUsageField.field("thread.cpu", "Processor time in percent, by the process figures of old captures.", 0, 1),
        CpuUsageField.field("thread.cpu.user", "Processor time outside the kernel in percent.", 0, 0),
        CpuUsageField.field("thread.cpu.system", "Processor time in the kernel in percent.", 1, 1),
        ProcessFieldRows.number("thread.vmsize", UINT64, "Virtual memory in kB; 0 for all but the main thread.",
            ofMainThread(p -> p.usage().vmSizeKb(), 1)),
        ProcessFieldRows.number("thread.vmrss", UINT64, "Memory in use in kB; 0 for all but the main thread.",
            ofMainThread(p -> p.usage().vmRssKb(), 1)),
        ProcessFieldRows.number("thread.vmsize.b", UINT64, "Virtual memory in bytes; 0 for all but the main thread.",
            ofMainThread(p -> p.usage().vmSizeKb(), 1024)).flags(HIDDEN),
        ProcessFieldRows.number("thread.vmrss.b", UINT64, "Memory in use in bytes; 0 for all but the main thread.",
            ofMainThread(p -> p.usage().vmRssKb(), 1024)).flags(HIDDEN));
  }

  private static FieldRow capabilities(String name, String description, NumberOf set) {
    return BuiltTextReader.field(name, description, (e, out) -> {
      long bits = set.of(e.process());
      for (int i = 0; i < LinuxNumberNames.CAPABILITY.limit(); i++) {
        if ((bits >> i & 1) == 1) {
          out.append(out.length() > 0 ? " " : "").append(LinuxNumberNames.CAPABILITY.of(i));
        }
      }
      return e.process().known();
    });
  }

  private static double fdUsage(ProcessInfo process) {
    long limit = process.leader().descriptors().fdLimit();
    long open = process.leader().descriptors().fdCount();
    if (limit <= 0) {
      return 0;
    }
    return open <= limit ? open * 100.0 / limit : 100;
  }

  private static boolean isThreadId(long tid) {
    return tid >= -1 && tid <= 0xffff_ffffL;
  }

  private static FieldReader.OfBytes cgroup(String subsystem) {
    Text key = RawByteText.bytes(subsystem + "=");
    ByteView view = new ByteView();
    return event -> event.process().known()
        ? ZeroSeparatedStrings.value(event.process().place().rawCgroups(), key, view)
        : Text.ABSENT;
  }

  private static NumberOf ofMainThread(NumberOf property, int unit) {
    return process -> process.threads().mainThread() ? property.of(process) * unit : 0;
  }
}
