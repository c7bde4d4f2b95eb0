package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eyas.api.pushdown.ThreadClasses;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.syntax.Parser;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.TestFiles;
import org.eyas.testkit.process.InstalledProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes fork, execute programs, change their user and session, end and leave children behind while they make calls. Rules decide by
 * the process: they match the same calls whether the kernel leaves out calls by classes of threads or not.
 */
class ThreadClassLiveTest {
  private static final Map<String, String> LARGE_RINGS = Map.of("buf_size_preset", "8");
  private static final String RMDIR = "SYSCALL_RMDIR_2_X";
  private static final List<String> NAMES = List.of("alpha", "beta", "gamma");
  private static final List<String> RULES = List.of(
      "evt.type = rmdir and proc.name = alpha",
      "evt.type = rmdir and user.uid = 1000 and proc.pname in (beta, gamma) and evt.arg.path startswith /nowhere/tree",
      "evt.type = rmdir and proc.aname = beta and proc.name != alpha and evt.arg.path startswith /nowhere/tree",
      "evt.type = rmdir and proc.is_sid_leader = true and user.uid = 1001");
  private static final long ENOUGH = 5_000;
  private static final int MOST_ROUNDS = 5;
  private static final long LEFT_BEHIND_MILLIS = 1_000; // for processes whose parent ended

  /** Each call has a path of its own. The arguments are a seed, how often descendants may execute, and paths of programs. */
  private static final String TREE =
      """
      import os, random, sys, time
      seed, depth, names = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
      r = random.Random(seed)
      n = 0
      def calls(where='tree'):
        global n
        for _ in range(r.randrange(200, 1500)):
          n += 1
          try: os.rmdir('/nowhere/%s/%d/%d/%d' % (where, seed, os.getpid(), n))
          except OSError: pass
          if n % 50 == 0: time.sleep(0.002)
      def child(i):
        r.seed(seed * 31 + i)
        calls()
        if r.random() < 0.3: os.setsid()
        if r.random() < 0.4:
          if os.fork() == 0:
            calls()
            calls()
          os._exit(0)
        calls()
        if depth > 0 and r.random() < 0.6:
          os.setresuid(0, 0, 0)
          os.execv(r.choice(names), ['x', __file__, str(seed * 31 + i), str(depth - 1)] + names)
        calls()
        os._exit(0)
      for i in range(5):
        calls()
        os.setresuid(0, 0, 0)
        os.setresuid(0, r.choice([0, 1000, 1001]), 0)
        calls()
        if os.fork() == 0:
          os.environ.pop('STOP', None)
          child(i)
      while True:
        try: os.wait()
        except ChildProcessError: break
      if 'STOP' in os.environ:
        stop = os.environ['STOP']
        os.setresuid(0, 0, 0)
        while not os.path.exists(stop): calls('still')
      """;

  @TempDir Path folder;

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());

  private static SequencedMap<String, CheckedCondition> rules() throws Exception {
    FieldCatalog catalog = new FieldCatalog(SyscallFields.providers());
    SequencedMap<String, CheckedCondition> rules = new LinkedHashMap<>();
    for (String condition : RULES) {
      rules.put(condition, ConditionChecker.check(Parser.parse(condition), catalog));
    }
    return rules;
  }

  private Process tree() throws Exception {
    InstalledProgram.require("python3");
    Path python = Path.of("/usr/bin/python3").toRealPath();
    Path script = Files.writeString(folder.resolve("tree.py"), TREE);
    List<String> command = new ArrayList<>(List.of("setsid", "-w", "", script.toString(), String.valueOf(seed % 100_000), "2"));
    for (String name : NAMES) {
      command.add(link(name, python).toString());
    }
    command.set(2, folder.resolve("gamma").toString());
    ProcessBuilder tree =
        new ProcessBuilder(command).redirectOutput(folder.resolve("out").toFile()).redirectErrorStream(true);
    Files.deleteIfExists(folder.resolve("stop"));
    tree.environment().put("STOP", folder.resolve("stop").toString());
    return tree.start();
  }

  private Path link(String name, Path program) throws Exception {
    Path link = folder.resolve(name);
    return Files.exists(link) ? link : Files.createSymbolicLink(link, program);
  }

  private static Set<Integer> codes(WatchedThreads engine) {
    return IntStream.range(0, EventSchema.current().size())
        .filter(code -> engine.state().changesThreads(code) || code == EventSchema.current().type(RMDIR).code())
        .boxed()
        .collect(Collectors.toSet());
  }

  private static void request(Capture capture, WatchedThreads engine, boolean filtered) {
    CaptureRequest request = new CaptureRequest(codes(engine), Map.of());
    ThreadClasses classes = new ThreadClasses(
        engine.pushdown().classes().size(), engine.pushdown().classes().ofAncestors(),
        codes(engine).stream().filter(engine.state()::changesThreads).collect(Collectors.toSet()));
    int rmdir = EventSchema.current().type(RMDIR).code();
    capture.changeRequest(!filtered ? request
        : request.withConditions(Map.of(EventSchema.current().type(RMDIR), engine.pushdown().condition(rmdir)), classes));
  }

  @Test
  void rulesAboutProcessesMatchTheSameCallsIfTheKernelLeavesOutOthers() throws Exception {
    int rounds = 1;
    while (!isEqual() && rounds++ < MOST_ROUNDS) {}
    assertTrue(rounds <= MOST_ROUNDS, "events were lost in each round: the machine is too busy");
  }

  /** Whether no event was lost, and so a difference would be a mistake. */
  private boolean isEqual() throws Exception {
    Set<Integer> first = Set.of(EventSchema.current().type(RMDIR).code());
    try (Capture all = LiveProbe.open(first, LARGE_RINGS); Capture some = LiveProbe.open(first, LARGE_RINGS)) {
      WatchedThreads whole = new WatchedThreads(all, rules(), RMDIR, "/nowhere/");
      WatchedThreads part = new WatchedThreads(some, rules(), RMDIR, "/nowhere/");
      request(all, whole, false);
      request(some, part, true);
      Thread one = Thread.ofPlatform().start(whole::run);
      Thread other = Thread.ofPlatform().start(part::run);
      Process tree = tree();
      try {
        awaitRejected(some);
      } finally { // before the memory that they read is unmapped
        Files.createFile(folder.resolve("stop"));
        tree.waitFor();
        Thread.sleep(LEFT_BEHIND_MILLIS);
        whole.end();
        part.end();
        one.join();
        other.join();
      }
      assertEquals(0, tree.exitValue(), () -> TestFiles.text(folder.resolve("out")));
      assertNull(whole.failure());
      assertNull(part.failure());
      if (all.stats().dropped() + some.stats().dropped() > 0) {
        return false;
      }
      compare(whole, part);
      return true;
    }
  }

  /** The first process makes calls that match no rule until enough of them stayed in the kernel. */
  private static void awaitRejected(Capture some) {
    ConditionWait.until(
        () -> some.details().pushdown().stream().anyMatch(counts -> counts.rejected() > ENOUGH),
        () -> "few calls stay in the kernel: " + some.details().pushdown());
  }

  private void compare(WatchedThreads whole, WatchedThreads part) {
    Set<String> lost = new HashSet<>(whole.matched);
    lost.removeAll(part.matched);
    int left = whole.seen.size() - part.seen.size();
    System.out.printf("%d of %d calls stayed in the kernel, %d matches, -Deyas.seed=%d%n", left, whole.seen.size(),
        whole.matched.size(), seed);
    assertEquals(Set.of(), lost, () -> lost.size() + " matches were lost, -Deyas.seed=" + seed);
    assertEquals(whole.matched, part.matched, () -> "more matches, -Deyas.seed=" + seed);
    assertTrue(whole.matched.size() > 100, "rules match: " + whole.matched.size());
    assertTrue(left > ENOUGH / 2, left + " of " + whole.seen.size() + " calls stayed in the kernel"); // others are of other programs
  }
}
