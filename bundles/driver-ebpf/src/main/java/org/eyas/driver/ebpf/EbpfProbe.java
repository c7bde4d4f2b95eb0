package org.eyas.driver.ebpf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.eyas.api.source.CaptureDetails.ProgramCounts;
import org.eyas.driver.ebpf.libbpf.LibbpfLog;
import org.eyas.driver.ebpf.libbpf.ProbeException;
import org.eyas.driver.ebpf.libbpf.ProbeObject;
import org.eyas.driver.ebpf.libbpf.ProgramInfo;
import org.eyas.driver.ebpf.pushdown.PushdownMemory;
import org.eyas.driver.ebpf.store.DescriptorStore;
import org.eyas.recipe.EventRecipe;
import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loaded probe. If the kernel rejects one of its programs, the probe works without that program. The events of the
 * rejected program are then missing, and a log line says so.
 */
final class EbpfProbe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EbpfProbe.class);
  private static final String DISPATCHER = "sys_exit";
  private static final Map<String, String> ATTACHED = toAttach();
  // Programs that are attached only while a rule needs them, and the recipe that needs each: they run at every context switch or
  // page fault of the machine.
  private static final Map<String, String> ON_DEMAND =
      Map.of("sched_switch", "@switch", "page_fault_user", "@pagefault", "page_fault_kernel", "@pagefault");
  private static final Map<EventRecipe.Program, String> PROGRAMS = chained();
  private static final Map<EventRecipe.Shortcut, String> SHORTCUTS = shortcuts();
  // Programs that end some events, and their places in the program array. Without them, names are not checked.
  private static final Map<String, Integer> CHECKS = Map.of("check_name", 6, "check_bases", 7);
  static final String JUDGE = "judge";
  private static final int JUDGE_PLACE = 12;
  private static final String DETAILS = "tell_details";
  private static final int DETAILS_PLACE = 13;
  private static final Path MEASURED = Path.of("/proc/sys/kernel/bpf_stats_enabled");

  private final ProbeObject object;
  private final MapSizes sizes;
  private final Map<String, String> rejected; // programs that are not loaded, and the reason
  private final List<String> attached = new CopyOnWriteArrayList<>(); // read by other threads
  final ControlMemory control;
  final PushdownMemory conditions;
  final ProbeTamperCheck tampering;
  private @Nullable StoredProbe stored; // null: the probe ends with this process

  private EbpfProbe(ProbeObject object, MapSizes sizes, Map<String, String> rejected, ProbeTables tables) {
    SyscallNumbers numbers = tables.numbers();
    RecipeTable recipes = tables.recipes();
    this.object = object;
    this.sizes = sizes;
    this.rejected = rejected;
    control = new ControlMemory(object.section(".bss.control"));
    control.compat(numbers.compat());
    control.socketcalls(numbers.socketcalls());
    ByteBuffer steps = object.section(".bss.recipes");
    ByteBuffer rows = object.section(".bss.rows");
    RecipeMemory.writeRecipes(recipes, steps);
    RecipeMemory.writeRows(recipes.translations(), rows);
    conditions = new PushdownMemory(object.section(".bss.plans"), control::plan, this::awaitPrograms);
    ByteBuffer operations = object.section(".bss.operations");
    RingOperations.write(numbers, operations);
    tampering = new ProbeTamperCheck(control, conditions::restore, steps, rows, operations);
    CHECKS.forEach((name, place) -> chain(place, name));
    chain(JUDGE_PLACE, JUDGE);
    chain(DETAILS_PLACE, DETAILS);
    PROGRAMS.forEach((program, name) -> chain(program.ordinal(), name));
    SHORTCUTS.forEach((shortcut, name) -> chain(RecipeMemory.place(shortcut), name));
    object.freeze("programs");
    if (!rejected.containsKey(UringPrograms.EVENT)) {
      object.putProgram("uring_programs", 0, UringPrograms.EVENT);
    }
    object.freeze("uring_programs");
  }

  private static Map<String, String> toAttach() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("process_exec", "started programs");
    names.put("process_exit", "the end of processes");
    names.put("signal_deliver", "signals");
    names.put(DISPATCHER, "system calls");
    return names;
  }

  private static Map<EventRecipe.Program, String> chained() {
    return Map.of(
        EventRecipe.Program.PLAIN, "run_plain",
        EventRecipe.Program.FILES, "run_files",
        EventRecipe.Program.NETWORK, "run_network",
        EventRecipe.Program.PROCESS, "run_process",
        EventRecipe.Program.LIFE, "run_life",
        EventRecipe.Program.MESSAGES, "run_messages");
  }

  private static Map<EventRecipe.Shortcut, String> shortcuts() {
    Map<EventRecipe.Shortcut, String> names = new EnumMap<>(EventRecipe.Shortcut.class);
    for (EventRecipe.Shortcut shortcut : EventRecipe.Shortcut.values()) {
      if (shortcut != EventRecipe.Shortcut.NONE && shortcut != EventRecipe.Shortcut.CLOSE) {
        names.put(shortcut, "short_" + shortcut.name().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  /**
   * Loads the probe without attaching it.
   *
   * @param tables awaited when the kernel has verified the programs
   * @param leftOut programs not to load
   */
  static EbpfProbe load(
      byte[] file, MapSizes wanted, BackgroundPreparation<ProbeTables> tables, Set<String> leftOut) throws ProbeException {
    LibbpfLog.install();
    Map<String, String> rejected = new LinkedHashMap<>();
    leftOut.forEach(program -> rejected.put(program, "it was left out on request"));
    MapSizes sizes = wanted;
    while (true) {
      LibbpfLog.clear();
      ProbeObject object = ProbeObject.open(file);
      sizes.set(object, !rejected.containsKey(UringPrograms.EVENT));
      object.leaveOut(rejected.keySet());
      int result = object.load();
      if (result == 0) {
        return new EbpfProbe(object, sizes, rejected, tables.await());
      }
      object.close();
      String failed = LibbpfLog.failedProgram().orElse("");
      String reason = LibbpfLog.reason();
      if (failed.isEmpty() && sizes.hasPlainRings()) {
        LOG.info("The kernel refuses plain rings of {} bytes (errno {}): BPF ring buffers are used", sizes.plainBytes(), -result);
        sizes = sizes.withoutPlainRings();
        continue;
      }
      if (failed.isEmpty() || failed.equals(DISPATCHER) || rejected.putIfAbsent(failed, reason) != null) {
        throw new ProbeException("errno " + -result + ", " + reason);
      }
      UringPrograms.leaveOutTogether(failed, reason, rejected);
      if (!ON_DEMAND.containsKey(failed)) { // logged when a rule needs it
        LOG.warn("This kernel rejects the probe's program '{}': {}; {}", failed, reason, lossWithout(failed));
      }
    }
  }

  private static String lossWithout(String program) {
    if (CHECKS.containsKey(program)) {
      return "names of files are not checked";
    }
    if (UringPrograms.ALL.contains(program)) {
      return UringPrograms.lossWithout(program);
    }
    if (program.equals(DETAILS)) {
      return "other names that mounts make, attributes of files and truncate are not seen";
    }
    if (program.equals(JUDGE)) {
      return "more events than needed leave the kernel";
    }
    return SHORTCUTS.containsValue(program) ? "a slower one is used instead" : "its events are missing";
  }

  MapSizes sizes() {
    return sizes;
  }

  private void chain(int place, String program) {
    if (!rejected.containsKey(program)) {
      object.putProgram("programs", place, program);
    }
  }

  /** The programs that are not loaded, because they were left out or the kernel rejected them. */
  Set<String> notLoaded() {
    return Set.copyOf(rejected.keySet());
  }

  /** Whether events are judged by all their parameters, and not only by the results of calls. */
  boolean judgesParameters() {
    return !rejected.containsKey(JUDGE);
  }

  /** Whether the path of an open is compared with the opened file. */
  boolean checksNames() {
    return !rejected.containsKey("check_name");
  }

  /**
   * Whether the probe reports the directories in which relative paths start, and other files that the engine may not
   * know.
   */
  boolean reportsFiles() {
    return CHECKS.keySet().stream().noneMatch(rejected::containsKey);
  }

  /** The memory of {@code ConfirmedPathCache}: a hash for each pair of a path and a file that belong together. */
  ByteBuffer knownNames() {
    return object.section(".bss.known_names");
  }

  /** Lets the probe report again where the relative paths of each process start. */
  void forgetDirectories() {
    ByteBuffer known = object.section(".bss.known_dirs");
    for (int i = 0; i < known.capacity(); i += Long.BYTES) {
      known.putLong(i, 0);
    }
  }

  // After a map of maps was changed, the kernel waits for all programs that may use its old content.
  private void awaitPrograms() {
    object.put("barrier", 0, object.mapFd("life"));
  }

  /** The answers about threads. */
  ByteBuffer threads() {
    return object.section(".bss.threads");
  }

  /**
   * Makes the probe count the thread changes by the calls at these places. After the return, every event of these calls
   * is counted.
   */
  void countChanges(Set<Integer> places) {
    if (control.changes(places)) {
      awaitPrograms();
    }
  }

  ProbeObject object() {
    return object;
  }

  /** Attaches the programs, unless they are attached. Events flow from now on. */
  synchronized void attach() throws ProbeException {
    if (attached.contains(DISPATCHER)) {
      return;
    }
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, String> program : ATTACHED.entrySet()) {
      if (rejected.containsKey(program.getKey())) {
        continue;
      }
      if (object.attach(program.getKey())) {
        attached.add(program.getKey());
        continue;
      }
      if (program.getKey().equals(DISPATCHER)) {
        throw new ProbeException("cannot attach to sys_exit: " + LibbpfLog.last());
      }
      missing.add(program.getValue());
    }
    attached.addAll(UringPrograms.attach(object, rejected));
    if (!missing.isEmpty()) {
      LOG.warn("The probe does not see {}: {}", String.join(", ", missing), LibbpfLog.last());
    }
  }

  /**
   * Lets the attached probe outlive this process, if the store takes it.
   *
   * @param bootNanos the time since the boot of the machine
   * @param rings the descriptors of the BPF ring buffers
   */
  synchronized void store(DescriptorStore store, long bootNanos, int[] rings) {
    stored = StoredProbe.add(store, bootNanos, object, List.copyOf(attached), rings);
  }

  /** Whether the probe outlives this process. */
  synchronized boolean isStored() {
    return stored != null;
  }

  /** Sets the recipes whose events are recorded from now on, by their places. All other events are off. */
  synchronized void want(Set<Integer> places) {
    control.interest(places);
    ON_DEMAND.forEach(
        (program, tracepoint) -> {
          if (!places.contains(RecipeTable.placeOfTracepoint(tracepoint))) {
            object.detach(program);
            attached.remove(program);
            if (stored != null) {
              stored.removeLink(program);
            }
          } else if (!attached.contains(program)) {
            attachOnDemand(program);
          }
        });
  }

  private void attachOnDemand(String program) {
    String reason = rejected.get(program);
    if (reason == null && object.attach(program)) {
      attached.add(program);
      if (stored != null) {
        stored.addLink(program, object.linkFd(program));
      }
      return;
    }
    LOG.warn("The probe cannot be attached to {}, which a rule needs: {}", program, reason == null ? LibbpfLog.last() : reason);
  }

  /** The runs and run time of each attached program; empty if the kernel does not measure programs. */
  List<ProgramCounts> programs() {
    List<ProgramCounts> counts = new ArrayList<>();
    if (isMeasured()) {
      for (String name : attached) {
        ProgramInfo info = object.info(name);
        counts.add(new ProgramCounts(name, info.runs(), info.nanos()));
      }
    }
    return counts;
  }

  /**
   * The number of program calls that the kernel skipped. The kernel skips a call if the same program was preempted on
   * this processor and has not finished. Not every skipped call would have made an event.
   */
  long skippedCalls() {
    return Stream.of(ATTACHED.keySet(), ON_DEMAND.keySet(), UringPrograms.ALL)
        .flatMap(Collection::stream)
        .filter(program -> !rejected.containsKey(program))
        .mapToLong(program -> object.info(program).skippedCalls())
        .sum();
  }

  private static boolean isMeasured() {
    try {
      return Files.readString(MEASURED).strip().equals("1");
    } catch (IOException e) {
      return false; // the kernel is older than 5.1, or the container hides the file
    }
  }

  /** Ends the use of the probe by this process. Where it is stored, it records on. */
  void leave() {
    object.close();
  }

  @Override
  public synchronized void close() {
    if (stored != null) {
      stored.remove();
    }
    object.close();
  }
}
