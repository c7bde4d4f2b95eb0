package org.eyas.driver.ptrace.event;

import java.lang.foreign.MemorySegment;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.eyas.driver.ptrace.proc.ProcFileText;
import org.eyas.driver.ptrace.proc.ProcPath;
import org.eyas.driver.ptrace.proc.ThreadProcFolders;
import org.eyas.recipe.RecipeStep;

/** The recipe steps that write parameters about the current thread: its ids, memory, credentials and cgroups. */
final class ProcessSteps implements InstructionSet {
  private static final int IN_NAMESPACE = 0x20000000; // the thread or its child lives in a pid namespace that is not the first
  private static final int KILOBYTES_PER_PAGE = 4;
  private static final byte[] UID = ProcPath.bytes("Uid:");
  private static final byte[] GID = ProcPath.bytes("Gid:");
  private static final byte[] INNER_PID = ProcPath.bytes("NSpid:");
  private static final byte[] INNER_TGID = ProcPath.bytes("NStgid:");
  private static final byte[] INNER_PGID = ProcPath.bytes("NSpgid:");
  private static final byte[] SWAP = ProcPath.bytes("VmSwap:");
  private static final byte[] INHERITABLE = ProcPath.bytes("CapInh:");
  private static final byte[] PERMITTED = ProcPath.bytes("CapPrm:");
  private static final byte[] EFFECTIVE = ProcPath.bytes("CapEff:");
  private static final MemorySegment LOGIN = ProcPath.name("loginuid");

  private final ValueSteps simple;
  private final TracerSystemCalls kernel;
  private final ThreadProcFolders folders;
  private final EventThreadFacts thread;
  private final PidNamespaces namespaces;
  private final ProcFileText text;
  private final ThreadCgroups cgroups;
  private final ReaperLookup reaper;

  ProcessSteps(ValueSteps simple, TracerSystemCalls kernel, ThreadProcFolders folders, EventThreadFacts thread) {
    this.simple = simple;
    this.kernel = kernel;
    this.folders = folders;
    this.thread = thread;
    namespaces = new PidNamespaces(kernel, folders, thread);
    text = new ProcFileText(kernel);
    cgroups = new ThreadCgroups(kernel, folders);
    reaper = new ReaperLookup(kernel, folders, thread);
  }

  @Override
  public RecipeInstruction of(RecipeStep step) {
    return switch (step.kind()) {
      case IDS -> this::putIds;
      case USAGE -> this::putUsage;
      case MEMORY -> this::putMemory;
      case COMM -> thread::putName;
      case CGROUPS -> cgroups::put;
      case CLONE_FLAGS -> event -> putCloneFlags(event, step);
      case EUID -> event -> event.putInt(thread.status().number(UID, 1, -1));
      case EGID -> event -> event.putInt(thread.status().number(GID, 1, -1));
      case INNER_IDS -> this::putInnerIds;
      case NAMESPACE_START -> event -> event.putLong(0); // only the kernel knows it in nanoseconds
      case SESSION -> this::putSession;
      case CAPABILITIES -> this::putCapabilities;
      case PGID -> event -> event.putLong(thread.field(EventThreadFacts.GROUP));
      case EXIT -> this::putExit;
      default -> throw new IllegalArgumentException(step.kind() + " is not a step about processes");
    };
  }

  private void putIds(EventDraft event) {
    event.putLong(event.tid());
    event.putLong(event.pid());
    event.putLong(thread.field(EventThreadFacts.PARENT));
  }

  private void putUsage(EventDraft event) {
    event.putLong(kernel.openFilesLimit(event.pid()));
    event.putLong(thread.field(EventThreadFacts.MAJOR_FAULTS));
    event.putLong(thread.field(EventThreadFacts.MINOR_FAULTS));
    putMemory(event);
  }

  // In kB: virtual, resident, swapped out.
  private void putMemory(EventDraft event) {
    event.putInt(thread.field(EventThreadFacts.MEMORY_BYTES) >> 10);
    event.putInt(thread.field(EventThreadFacts.RESIDENT_PAGES) * KILOBYTES_PER_PAGE);
    event.putInt(thread.status().number(SWAP, 0, 0));
  }

  private void putCloneFlags(EventDraft event, RecipeStep step) {
    int flags = simple.converted(event.argument(step.arg()), step);
    event.putInt(flags | (namespaces.areNested(event) ? IN_NAMESPACE : 0));
  }

  private void putInnerIds(EventDraft event) {
    event.putLong(thread.status().last(INNER_PID));
    event.putLong(thread.status().last(INNER_TGID));
  }

  private void putSession(EventDraft event) {
    event.putInt(thread.field(EventThreadFacts.TERMINAL));
    event.putLong(thread.status().last(INNER_PGID));
    text.read(folders.of(event.tid()), LOGIN);
    event.putInt(text.length() == 0 ? -1 : text.decimal(0));
  }

  private void putCapabilities(EventDraft event) {
    event.putLong(thread.status().bits(INHERITABLE));
    event.putLong(thread.status().bits(PERMITTED));
    event.putLong(thread.status().bits(EFFECTIVE));
  }

  // Argument 0 is the status, argument 1 whether the thread is still there.
  private void putExit(EventDraft event) {
    int status = (int) event.argument(0);
    int signal = status & 0x7f;
    event.putLong(status);
    event.putLong(status >> 8 & 0xff);
    event.putByte(signal == 0x7f ? 0 : signal);
    event.putByte(status >> 7 & 1);
    event.putLong(event.argument(1) != 0 ? reaper.of(event.tid()) : 0);
  }
}
