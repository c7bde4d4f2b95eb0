package org.eyas.driver.ebpf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.eyas.driver.ebpf.recipe.Recipe;
import org.eyas.driver.ebpf.recipe.Recipes;
import org.eyas.driver.ebpf.recipe.SyscallNumbers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loaded probe. A program that this kernel rejects is left out and named; what it would have told is missing then. */
final class Probe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
  private static final String DISPATCHER = "sys_exit";
  private static final Map<String, String> ATTACHED = toAttach();
  // Attached only while they are asked for, and what asks: each costs every switch or fault of the machine.
  private static final Map<String, String> ON_DEMAND =
      Map.of("sched_switch", "@switch", "page_fault_user", "@pagefault", "page_fault_kernel", "@pagefault");
  private static final Map<Recipe.Program, String> PROGRAMS = chained();
  private static final Map<Recipe.Shortcut, String> SHORTCUTS = shortcuts();
  private static final int CHECK_NAME = 6; // its place in the program array
  private static final Path MEASURED = Path.of("/proc/sys/kernel/bpf_stats_enabled");

  private final ProbeObject object;
  private final MapSizes sizes;
  private final Map<String, String> rejected; // programs that are not loaded, and why
  private final List<String> attached = new CopyOnWriteArrayList<>(); // looked at by other threads
  final ControlMemory control;

  private Probe(
      ProbeObject object, MapSizes sizes, Map<String, String> rejected, SyscallNumbers numbers, Recipes recipes) {
    this.object = object;
    this.sizes = sizes;
    this.rejected = rejected;
    control = new ControlMemory(object.section(".bss.control"));
    control.compat(numbers.compat());
    control.socketcalls(numbers.socketcalls());
    recipes.writeRecipes(object.section(".bss.recipes"));
    recipes.writeRows(object.section(".bss.rows"));
    chain(CHECK_NAME, "check_name");
    PROGRAMS.forEach((program, name) -> chain(program.ordinal(), name));
    SHORTCUTS.forEach((shortcut, name) -> chain(shortcut.place(), name));
  }

  private static Map<String, String> toAttach() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("process_exec", "what programs are started");
    names.put("process_exit", "the end of processes");
    names.put("signal_deliver", "signals");
    names.put(DISPATCHER, "system calls");
    return names;
  }

  private static Map<Recipe.Program, String> chained() {
    return Map.of(
        Recipe.Program.PLAIN, "run_plain",
        Recipe.Program.FILES, "run_files",
        Recipe.Program.NETWORK, "run_network",
        Recipe.Program.PROCESS, "run_process",
        Recipe.Program.LIFE, "run_life",
        Recipe.Program.MESSAGES, "run_messages");
  }

  private static Map<Recipe.Shortcut, String> shortcuts() {
    Map<Recipe.Shortcut, String> names = new EnumMap<>(Recipe.Shortcut.class);
    for (Recipe.Shortcut shortcut : Recipe.Shortcut.values()) {
      if (shortcut != Recipe.Shortcut.NONE && shortcut != Recipe.Shortcut.CLOSE) {
        names.put(shortcut, "short_" + shortcut.name().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  /**
   * Loads the probe, without attaching it.
   *
   * @param leftOut programs that are not tried
   */
  static Probe load(
      byte[] file, MapSizes wanted, SyscallNumbers numbers, Recipes recipes, Set<String> leftOut)
      throws ProbeException {
    LibbpfLog.install();
    Map<String, String> rejected = new LinkedHashMap<>();
    leftOut.forEach(program -> rejected.put(program, "it is left out on request"));
    MapSizes sizes = wanted;
    while (true) {
      LibbpfLog.clear();
      ProbeObject object = ProbeObject.open(file);
      sizes.set(object);
      object.leaveOut(rejected.keySet());
      int result = object.load();
      if (result == 0) {
        return new Probe(object, sizes, rejected, numbers, recipes);
      }
      object.close();
      String failed = LibbpfLog.failedProgram().orElse("");
      String reason = LibbpfLog.reason();
      if (failed.isEmpty() && sizes.hasPlainRings()) {
        LOG.info("the kernel refuses rings of {} bytes in plain memory (errno {}): its own take their place", sizes.plainBytes(), -result);
        sizes = sizes.withoutPlainRings();
        continue;
      }
      if (failed.isEmpty() || failed.equals(DISPATCHER) || rejected.putIfAbsent(failed, reason) != null) {
        throw new ProbeException("errno " + -result + ", " + reason);
      }
      if (!ON_DEMAND.containsKey(failed)) { // of those it is said once a rule asks for them
        String loss = SHORTCUTS.containsValue(failed) ? "a slower one takes its place" : "its events are missing";
        LOG.warn("this kernel rejects the probe's program '{}': {}; {}", failed, reason, loss);
      }
    }
  }

  MapSizes sizes() {
    return sizes;
  }

  private void chain(int place, String program) {
    if (!rejected.containsKey(program)) {
      object.putProgram("programs", place, program);
    }
  }

  /** The programs that are not loaded: left out, or rejected by this kernel. */
  Set<String> notLoaded() {
    return Set.copyOf(rejected.keySet());
  }

  /** Pairs of a path and a file that were found to be one, by the hash of both. */
  ByteBuffer knownNames() {
    return object.section(".bss.known_names");
  }

  ProbeObject object() {
    return object;
  }

  /** Attaches the programs: events begin. */
  void attach() throws ProbeException {
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
    if (!missing.isEmpty()) {
      LOG.warn("the probe does not see {}: {}", String.join(", ", missing), LibbpfLog.last());
    }
  }

  /** The recipes that are wanted from now on, by their places; all others become silent. */
  synchronized void want(Set<Integer> places) {
    control.interest(places);
    ON_DEMAND.forEach(
        (program, tracepoint) -> {
          if (!places.contains(Recipes.placeOfTracepoint(tracepoint))) {
            object.detach(program);
            attached.remove(program);
          } else if (!attached.contains(program)) {
            attachOnDemand(program);
          }
        });
  }

  private void attachOnDemand(String program) {
    String reason = rejected.get(program);
    if (reason == null && object.attach(program)) {
      attached.add(program);
      return;
    }
    LOG.warn("the probe cannot be attached to {}, which a rule asks for: {}", program, reason == null ? LibbpfLog.last() : reason);
  }

  /** How much each program did that is attached; nothing where the kernel does not measure programs. */
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
   * How many calls of its programs the kernel left out. It does so where one is preempted in the middle, and another thread comes to
   * the same one on that processor. Not every such call would have become an event.
   */
  long passedOver() {
    return Stream.concat(ATTACHED.keySet().stream(), ON_DEMAND.keySet().stream())
        .filter(program -> !rejected.containsKey(program))
        .mapToLong(program -> object.info(program).passedOver())
        .sum();
  }

  private static boolean isMeasured() {
    try {
      return Files.readString(MEASURED).strip().equals("1");
    } catch (IOException e) {
      return false; // a kernel before 5.1, or a container that does not see it
    }
  }

  @Override
  public void close() {
    object.close();
  }
}
