package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.Priority;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.SourceException;
import org.eyas.driver.ebpf.EbpfSource;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.demand.BaseSyscalls;
import org.eyas.engine.demand.EventDemand;
import org.eyas.engine.demand.RuleEventNames;
import org.eyas.engine.demand.ThreadClassAnswers;
import org.eyas.engine.demand.TracedSyscalls;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.generated.GeneratedMatchers;
import org.eyas.engine.rules.BuiltInFalcoPlugins;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.rules.document.RuleLimits;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.testkit.TestFiles;
import org.eyas.testkit.process.InstalledProgram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random rules on real calls, twice at once: with the events that the kernel delivers because rules or state need them, and with all
 * events. The same calls match the same rules, for paths with any bytes. {@code -Deyas.conditions=20000} tests more.
 */
class PushdownTwinsLiveTest {
  private static final int CONDITIONS = Integer.getInteger("eyas.conditions", 150);
  private static final int CALLS = 250; // of each set of rules
  private static final List<String> TYPES =
      List.of(
          "openat", "openat", "mkdir", "mkdirat", "unlink", "unlinkat", "rmdir", "rename", "renameat", "chmod", "symlink", "link",
          "chdir");
  private static final int STARTED = 999_999; // no descriptor has this number
  private static final EventType MARK = EventSchema.current().type("SYSCALL_FLOCK_X");

  /**
   * Makes the calls that it reads from standard input, in a root directory of its own, where they do no harm. A call of flock, which no
   * condition leaves out, marks the end of a batch. At the end it removes what it made, such as links to other places.
   */
  private static final String CALLER =
      """
      import fcntl, os, shutil, sys
      os.chroot(sys.argv[1])
      os.chdir('/')
      root = os.open('/', os.O_RDONLY)
      try: fcntl.flock(999999, fcntl.LOCK_UN)
      except OSError: pass
      for line in sys.stdin:
        call, path, other, number = line.split()
        path, other, number = bytes.fromhex(path), bytes.fromhex(other), int(number)
        try:
          if call == 'openat': os.close(os.open(path, number, 0o755))
          if call == 'mkdir': os.mkdir(path, number & 0o777)
          if call == 'mkdirat': os.mkdir(path, number & 0o777, dir_fd=root)
          if call == 'unlink': os.unlink(path)
          if call == 'unlinkat': os.unlink(path, dir_fd=root)
          if call == 'rmdir': os.rmdir(path)
          if call == 'rename': os.rename(path, other)
          if call == 'renameat': os.rename(path, other, src_dir_fd=root, dst_dir_fd=root)
          if call == 'chmod': os.chmod(path, number & 0o777)
          if call == 'symlink': os.symlink(path, other)
          if call == 'link': os.link(path, other)
          if call == 'chdir': os.chdir(path)
          if call == 'flock': fcntl.flock(number, fcntl.LOCK_UN)
        except OSError: pass
      for name in os.listdir(b'/'):
        try: os.unlink(b'/' + name)
        except OSError: shutil.rmtree(b'/' + name, ignore_errors=True)
      """;

  @TempDir private Path folder;

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final PushdownEvents paths = new PushdownEvents(random);
  private final SequencedMap<String, FieldCatalog> catalogs =
      new LinkedHashMap<>(Map.of("syscall", new FieldCatalog(SyscallFields.providers())));
  private int marks = 1_000_000; // numbers that no descriptor has

  /** A set of rules, and calls for it, of which the last one has a mark. */
  private record Round(List<LoadedRule> rules, EventDemand demand, RuleIndex index, String calls, long mark) {}

  /** The rules that match the calls of one process, among the events of one capture. */
  private static final class Twin implements AutoCloseable {
    final Capture capture;
    final PushdownReplay replay;
    final ThreadClassAnswers answers;
    final MatchedRules hits = new MatchedRules();
    final List<String> matches = new ArrayList<>();
    long process = Capture.NO_THREAD;
    long calls;
    long mark;
    @Nullable RuleIndex index;
    @Nullable EvaluationFrame frame;

    Twin(FalcoVersion version) throws SourceException {
      capture = open();
      replay = new PushdownReplay(version, this::judge);
      answers = new ThreadClassAnswers(replay::state);
      capture.snapshot(replay.state().reports());
    }

    void judge(Event event) {
      RuleIndex rules = index;
      if (event.threadId() != process) {
        return;
      }
      calls++;
      if (event.type() == MARK) {
        mark = event.number(1);
      }
      if (rules == null) {
        return;
      }
      EvaluationFrame own = frame;
      if (own == null) {
        own = rules.newFrame(event);
        frame = own;
      }
      own.begin(event);
      hits.clear();
      rules.rules(event.type().code()).match(own, hits);
      for (int i = 0; i < hits.size(); i++) {
        matches.add(event.type().name() + " " + event.number(0) + " " + HexFormat.of().formatHex(event.bytes(1).toArray()) + " "
            + HexFormat.of().formatHex(event.bytes(2).toArray()) + " matches rule " + hits.key(i));
      }
    }

    void use(RuleIndex rules, CaptureRequest request) {
      index = rules;
      frame = null;
      matches.clear();
      calls = 0;
      capture.changeRequest(request);
    }

    void poll() throws SourceException {
      capture.poll(replay, 1_024);
      answers.answer(capture);
    }

    @Override
    public void close() {
      capture.close();
    }

    private static Capture open() throws SourceException {
      Assumptions.assumeTrue(
          Files.isWritable(Path.of("/sys/kernel")) && "root".equals(System.getProperty("user.name")), "not root");
      SortedSet<String> types = new TreeSet<>(TYPES);
      types.add(MARK.name());
      CaptureRequest request =
          TracedSyscalls.of(types, BaseSyscalls.STANDARD).request(Map.of("buf_size_preset", "8"));
      try {
        return new EbpfSource().open(request);
      } catch (SourceException e) {
        if (Boolean.getBoolean("eyas.live.required")) {
          throw e;
        }
        return Assumptions.abort(e.getMessage());
      }
    }
  }

  private List<LoadedRule> rules(FalcoVersion version) {
    PushdownRules checks = new PushdownRules(random, version);
    StringBuilder document = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String types = pick(TYPES) + ", " + pick(TYPES) + ", " + pick(TYPES);
      document.append("- rule: rule ").append(i).append("\n  desc: d\n  condition: ")
          .append(PushdownRules.scalar("evt.type in (" + types + ") and " + checks.checks()))
          .append("\n  output: o\n  priority: INFO\n");
    }
    LoadContext context =
        new LoadContext(
            catalogs, LoadContext.engineOf(version), BuiltInFalcoPlugins.VERSIONS, Priority.DEBUG, List.of(), List.of(),
            RuleLimits.STANDARD, version);
    LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("r.yaml", document.toString())), context);
    assertTrue(loaded.successful(), () -> loaded.report() + document.toString());
    return loaded.rules();
  }

  private RuleIndex index(List<LoadedRule> rules) {
    List<RuleIndex.Rule> compiled = new ArrayList<>();
    rules.forEach(rule -> compiled.add(RuleIndex.Rule.ofSyscalls(compiled.size(), rule.condition("syscall"))));
    return random.nextBoolean() ? RuleIndex.of(compiled, GeneratedMatchers::of) : RuleIndex.of(compiled);
  }

  private static CaptureRequest allEvents(List<LoadedRule> rules) {
    SortedSet<String> names = new TreeSet<>(RuleEventNames.of(rules));
    names.add(MARK.name());
    return TracedSyscalls.of(names, BaseSyscalls.STANDARD).request(Map.of());
  }

  private static CaptureRequest neededEvents(List<LoadedRule> rules, EventDemand demand) {
    CaptureRequest all = allEvents(rules);
    Map<EventType, RawCondition> needed = new HashMap<>(demand.conditions());
    needed.keySet().removeIf(type -> type == MARK || !all.eventCodes().contains(type.code()));
    return all.withConditions(needed, demand.known());
  }

  /** Calls as the caller reads them; some are repeated, because an equal event is compared with the one before. */
  private Round round(FalcoVersion version) {
    List<LoadedRule> rules = rules(version);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < CALLS; i++) {
      String call = pick(TYPES) + " " + hex() + " " + hex() + " " + random.nextInt(01000) + "\n";
      lines.append(call.repeat(1 + random.nextInt(2)));
    }
    lines.append("flock 2e 2e ").append(++marks).append('\n');
    return new Round(rules, EventDemand.of(rules), index(rules), lines.toString(), marks);
  }

  private String hex() {
    byte[] path = paths.path().toArray();
    return path.length == 0 ? "2e" : HexFormat.of().formatHex(path);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** Both twins, and the process whose calls they see. */
  private final class Pair implements AutoCloseable {
    final Twin all;
    final Twin some;
    final Process caller;
    final Writer calls;

    Pair(FalcoVersion version) throws Exception {
      all = new Twin(version);
      some = new Twin(version);
      Path root = Files.createTempDirectory(folder, "root");
      for (String directory : List.of("tmp", "etc", "a")) {
        Files.createDirectory(root.resolve(directory));
      }
      caller = new ProcessBuilder(InstalledProgram.require("python3"), "-c", CALLER, root.toString())
          .redirectOutput(folder.resolve("out").toFile()).redirectErrorStream(true).start();
      calls = caller.outputWriter(StandardCharsets.US_ASCII);
      all.process = caller.pid();
      some.process = caller.pid();
      awaitStart();
    }

    // The calls of the start are not those of a round: one twin could have read them before the round begins, and the other one not.
    private void awaitStart() throws SourceException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (all.mark != STARTED || some.mark != STARTED) {
        all.poll();
        some.poll();
        assertTrue(System.nanoTime() < end, () -> "the caller did not start: " + TestFiles.text(folder.resolve("out")));
      }
    }

    /** Reads events while the next round is prepared, so that none are lost. */
    Round readUntil(Future<Round> prepared) throws Exception {
      while (!prepared.isDone()) {
        all.poll();
        some.poll();
      }
      return prepared.get();
    }

    /** Makes the calls of a round. Returns whether all events came. */
    boolean run(Round round) throws Exception {
      assertEquals("", round.demand.reason());
      all.use(round.index, allEvents(round.rules));
      some.answers.classes(round.demand.classes());
      some.use(round.index, neededEvents(round.rules, round.demand));
      calls.append(round.calls).flush();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while ((all.mark != round.mark || some.mark != round.mark) && !hasLost()) {
        all.poll();
        some.poll();
        assertTrue(caller.isAlive(), () -> "the caller ended: " + TestFiles.text(folder.resolve("out")));
        assertTrue(System.nanoTime() < end, "the last call was not delivered, -Deyas.seed=" + seed);
      }
      return !hasLost();
    }

    private boolean hasLost() {
      return all.capture.stats().dropped() + some.capture.stats().dropped() > 0;
    }

    @Override
    public void close() throws Exception {
      all.close();
      some.close();
      calls.close();
      assertEquals(0, caller.waitFor(), () -> TestFiles.text(folder.resolve("out")));
    }
  }

  @ParameterizedTest
  @EnumSource(FalcoVersion.class)
  void theKernelLeavesOutNoMatchAndAddsNone(FalcoVersion version) throws Exception {
    System.out.println("PushdownTwinsLiveTest " + version + " -Deyas.seed=" + seed);
    int conditions = 0;
    long rounds = 0;
    long matches = 0;
    long calls = 0;
    long stayed = 0;
    int lossy = 0;
    Pair pair = new Pair(version);
    try (ExecutorService preparation = Executors.newSingleThreadExecutor()) {
      while (conditions < CONDITIONS) {
        Round round = pair.readUntil(preparation.submit(() -> round(version)));
        if (!pair.run(round)) {
          lossy++;
          assertTrue(lossy < 50, "this machine is so busy that events are lost all the time");
          pair.close();
          pair = new Pair(version);
          continue;
        }
        assertEquals(pair.all.matches, pair.some.matches,
            () -> round.rules.stream().map(rule -> rule.written().condition()).toList() + ", -Deyas.seed=" + seed);
        rounds++;
        conditions += round.rules.size();
        matches += pair.all.matches.size();
        calls += pair.all.calls;
        stayed += pair.all.calls - pair.some.calls;
      }
    } finally {
      pair.close();
    }
    System.out.printf(
        "%,d conditions in %,d sets, %,d calls, %,d matches; %,d events stayed in the kernel; %d sets with losses%n",
        conditions, rounds, calls, matches, stayed, lossy);
    assertTrue(matches > rounds, "rules match now and then: " + matches);
    assertTrue(stayed > calls / 20, "events stay in the kernel: " + stayed);
  }
}
