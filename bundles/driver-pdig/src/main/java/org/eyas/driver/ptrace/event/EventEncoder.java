package org.eyas.driver.ptrace.event;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eyas.driver.ptrace.call.EventWriter;
import org.eyas.driver.ptrace.call.TracedSystemCall;
import org.eyas.driver.ptrace.call.TraceeMemory;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.eyas.recipe.EventRecipe;
import org.eyas.recipe.RecipeStep;
import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events of traced calls by the recipes that the eBPF probe runs in the kernel. The bytes are the same,
 * except the values that only the kernel knows (docs/ptrace-driver.md). The tracer's thread calls it. It allocates
 * nothing for an event, except at the end of a process with threads and children.
 */
public final class EventEncoder implements EventWriter {
  private static final int MOST_MESSAGES = 16;
  private static final int ROOM = 2 << 16; // for the largest event, and what an event that is too large writes
  private static final int NONE = -1;
  private static final TraceeMemory NO_MEMORY = (address, into, offset, length) -> 0;

  private final @Nullable CompiledRecipe[] recipes = new CompiledRecipe[RecipeTable.SYSCALLS + 16];
  private final StepContext around;
  private final OpenEntryWatch opens;
  private final CloneFlagCache clones = new CloneFlagCache();
  private final int clone3;
  private final int close;
  private final EventDraft draft = new EventDraft();
  private final EventDraft entry = new EventDraft();
  private final CompiledRecipe exec;
  private final CompiledRecipe exit;
  private final CompiledRecipe signal;
  private final boolean dropFailed;
  private long lost;

  /**
   * @param snaplen the maximum number of bytes of data that an event keeps
   * @param dropFailed true if calls that failed have no events
   */
  public EventEncoder(SyscallNumbers numbers, RecipeTable all, int snaplen, boolean dropFailed) {
    this.dropFailed = dropFailed;
    around = StepContext.of(numbers);
    RecipeCompiler compiler = new RecipeCompiler(all, snaplen, around);
    all.byPlace().forEach((place, recipe) -> recipes[place] = compiler.compile(recipe));
    exec = tracepoint(compiler, all.byPlace(), "@exec");
    exit = tracepoint(compiler, all.byPlace(), "@exit");
    signal = tracepoint(compiler, all.byPlace(), "@signal");
    opens = new OpenEntryWatch(numbers, around);
    clone3 = numbers.all().getOrDefault("clone3", NONE);
    close = numbers.all().getOrDefault("close", NONE);
  }

  private static CompiledRecipe tracepoint(RecipeCompiler compiler, Map<Integer, EventRecipe> all, String name) {
    EventRecipe recipe = all.get(RecipeTable.placeOfTracepoint(name));
    if (recipe == null) {
      throw new IllegalStateException("recipes.tsv has no recipe " + name);
    }
    return compiler.compile(recipe);
  }

  private @Nullable CompiledRecipe recipe(int place) {
    return place >= 0 && place < RecipeTable.SYSCALLS ? recipes[place] : null;
  }

  @Override
  public boolean watchesEntry(int number) {
    return number == clone3 || opens.isOpen(number);
  }

  @Override
  public void entered(TracedSystemCall call) {
    if (call.number() == clone3) {
      clones.begin(call);
    } else {
      opens.begin(call);
    }
  }

  // A close fails only if there is no such descriptor. Its file may report an error, too, which is late news of its last write.
  @Override
  public long foretell(TracedSystemCall call) {
    if (call.number() != close) {
      return UNKNOWN;
    }
    int found = around.descriptors().find(call.tid(), (int) call.argument(0));
    return found == -TracerSystemCalls.ENOENT ? -TracerSystemCalls.EBADF : found == 0 ? 0 : UNKNOWN;
  }

  @Override
  public int returned(TracedSystemCall call, long nanos, ByteBuffer to) {
    CompiledRecipe recipe = recipe(call.number());
    long result = call.result();
    if (recipe == null || (result < 0 && dropFailed) || (recipe.onlyFailed() && result == 0)) {
      return 0;
    }
    begin(call);
    return recipe.ofMessages() ? writeMessages(recipe, nanos, to) : write(recipe, nanos, to, 0);
  }

  @Override
  public void forget(int tid) {
    around.descriptors().forget(tid);
    around.folders().forget(tid);
  }

  @Override
  public int executed(TracedSystemCall call, long nanos, ByteBuffer to) {
    around.descriptors().forget(call.tid());
    begin(call);
    return write(exec, nanos, to, 0);
  }

  @Override
  public int ended(int tid, int status, boolean isThere, long nanos, ByteBuffer to) {
    around.thread().setThread(tid);
    draft.setSource(tid, tid, NO_MEMORY); // its process is not known here: @exit may have no step that writes it
    draft.argument(0, status);
    draft.argument(1, isThere ? 1 : 0);
    return write(exit, nanos, to, 0);
  }

  @Override
  public int signalled(int tid, int sender, int number, long nanos, ByteBuffer to) {
    draft.setSource(tid, tid, NO_MEMORY);
    draft.argument(0, SignalSenders.namesSender(number) ? sender : 0);
    draft.argument(1, tid);
    draft.argument(2, number);
    return write(signal, nanos, to, 0);
  }

  private void begin(TracedSystemCall call) {
    draft.setSource(call, call.number() == clone3 ? clones.of(call) : call.memory());
    around.thread().setThread(call.tid());
  }

  // Writes the event at a place; returns its length, with that of the event before it.
  private int write(CompiledRecipe recipe, long nanos, ByteBuffer to, int at) {
    around.named().reset();
    draft.begin(to, at, recipe);
    recipe.run(draft);
    int length = draft.finish(recipe, nanos);
    if (length == 0) {
      lost++;
      return 0;
    }
    CompiledRecipe ofEntry = recipes[around.named().entry()];
    return around.named().entry() == 0 || ofEntry == null || around.named().isName(draft)
        ? length
        : insertEntry(ofEntry, nanos, to, at, length);
  }

  // The event with the real path goes before that of the call. It is written after it first: its length is not known before.
  private int insertEntry(CompiledRecipe recipe, long nanos, ByteBuffer to, int at, int length) {
    int end = at + length;
    entry.setSource(draft.pid(), draft.tid(), NO_MEMORY);
    entry.begin(to, end, recipe);
    around.named().putEntry(draft, entry, recipe.parameters());
    int size = entry.finish(recipe, nanos);
    to.put(end + size, to, at, length);
    to.put(at, to, end, size + length);
    return size + length;
  }

  // An event for each message, or one for a call that failed. The length of a message is its result.
  private int writeMessages(CompiledRecipe recipe, long nanos, ByteBuffer to) {
    long result = draft.result();
    long header = draft.argument(1);
    int size = draft.isNarrow() ? 32 : 64;
    long count = result <= 0 ? 1 : Math.min(result, MOST_MESSAGES);
    lost += Math.max(0, result - MOST_MESSAGES);
    int length = 0;
    for (int i = 0; i < count; i++) {
      if (length + ROOM > MOST_BYTES) {
        lost++;
        continue;
      }
      BufferSteps.header(draft, result <= 0 ? 0 : header);
      if (result > 0) {
        draft.argument(RecipeStep.RESULT, draft.memory().intAt(header + (draft.isNarrow() ? 28 : 56)));
      }
      length += write(recipe, nanos, to, length);
      header += size;
    }
    return length;
  }

  @Override
  public void close() {
    around.descriptors().close();
    around.folders().close();
  }

  // Larger than 64 KiB, or messages of one call after the first 16.
  @Override
  public long lost() {
    return lost;
  }
}
