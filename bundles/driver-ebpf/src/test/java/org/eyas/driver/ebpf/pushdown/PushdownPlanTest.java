package org.eyas.driver.ebpf.pushdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.AllOf;
import org.eyas.api.pushdown.RawCondition.AnyOf;
import org.eyas.api.pushdown.RawCondition.Bits;
import org.eyas.api.pushdown.RawCondition.Kinds;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.api.pushdown.RawCondition.Part;
import org.eyas.api.pushdown.RawCondition.Path;
import org.eyas.api.pushdown.RawCondition.ProcessClass;
import org.eyas.api.pushdown.ThreadClasses;
import org.eyas.engine.pushdown.PushdownMatcher;
import org.eyas.engine.schema.EventSchema;
import org.eyas.recipe.EventRecipe;
import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;
import org.eyas.testkit.FakeEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PushdownPlanTest {
  private static final int PLAN_BYTES = 356_632;
  private static final List<String> TYPES =
      List.of("SYSCALL_OPEN_X", "SYSCALL_OPENAT_2_X", "SYSCALL_MKDIR_2_X", "SYSCALL_RENAMEAT2_X", "SYSCALL_CHMOD_X",
          "SYSCALL_UNLINKAT_2_X", "SYSCALL_CLOSE_X", "SYSCALL_FCNTL_X");
  private static final EventType RMDIR = EventSchema.current().type("SYSCALL_RMDIR_2_X");
  private static final ThreadClasses CLASSES = new ThreadClasses(RandomConditions.CLASSES, 0, Set.of());
  private static final RawCondition FAILED = new Numbers(0, Ranges.NEGATIVE);

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final RandomConditions conditions = new RandomConditions(random);
  private final Map<Integer, EventRecipe> recipes = new RecipeTable(SyscallNumbers.of("amd64")).byPlace();
  private final ByteBuffer memory = ByteBuffer.allocateDirect(2 * PLAN_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final List<String> calls = new ArrayList<>();
  private long possible; // classes of the event's thread
  private final PushdownMemory plans =
      new PushdownMemory(memory, number -> calls.add("use " + number), () -> calls.add("wait"));

  private static EventType type(String id) {
    return EventSchema.current().type(id);
  }

  private int place(EventType type) {
    return recipes.keySet().stream().filter(place -> recipes.get(place).event() == type.code()).findFirst().orElseThrow();
  }

  private FakeEvent event(EventType type) {
    @Nullable Object[] values = new Object[type.params().size()];
    for (int i = 0; i < values.length; i++) {
      boolean text = type.params().get(i).type().form() == Form.TEXT;
      values[i] = i > 0 && random.nextInt(20) == 0 ? null
          : text ? conditions.path() : (Object) (long) (random.nextInt(3) == 0 ? -random.nextInt(20) : random.nextInt(512));
    }
    return FakeEvent.of(type, values);
  }

  private PushdownMatcher matcher(Map<EventType, RawCondition> conditions) {
    return new PushdownMatcher(
        code -> conditions.getOrDefault(EventSchema.current().type(code), RawCondition.Always.TRUE),
        (number, event) -> (possible >> number & 1) == 1);
  }

  private static final ProbeAbilities ALL = new ProbeAbilities(true, true);
  private static final ProbeAbilities RESULTS = new ProbeAbilities(false, true);

  @Test
  void theProbesMemoryHasTheAnswersOfTheConditionThatIsApplied() {
    int rejected = 0;
    int weaker = 0;
    for (int round = 0; round < 300; round++) {
      Map<EventType, RawCondition> wanted = new HashMap<>();
      TYPES.forEach(id -> wanted.put(type(id), conditions.condition(type(id))));
      PushdownPlan plan = PushdownPlan.of(wanted, CLASSES, recipes, ALL);
      plans.applyPlan(plan);
      PlanRunner runner = new PlanRunner(memory.slice((round & 1) * PLAN_BYTES, PLAN_BYTES).order(ByteOrder.LITTLE_ENDIAN));
      PushdownMatcher applied = matcher(plan.applied());
      PushdownMatcher asked = matcher(wanted);
      for (int i = 0; i < 400; i++) {
        EventType type = type(TYPES.get(random.nextInt(TYPES.size())));
        Event event = event(type);
        possible = random.nextLong();
        boolean passes = applied.passes(event);
        String what = type + " " + event.number(0) + " " + event.bytes(1) + " " + event.bytes(2) + " " + plan.applied().get(type)
            + ", -Deyas.seed=" + seed;
        assertEquals(passes, runner.passes(place(type), event, possible), what);
        assertTrue(passes || !asked.passes(event), () -> "too narrow: " + what + " for " + wanted.get(type));
        rejected += passes ? 0 : 1;
        weaker += passes && !asked.passes(event) ? 1 : 0;
      }
    }
    System.out.printf("%d of 120000 events rejected, %d more by the condition that was asked for%n", rejected, weaker);
    assertTrue(rejected > 10_000, "events are rejected: " + rejected);
  }

  @Test
  void aConditionThatIsMadeShorterPassesAllThatPassed() {
    int rejected = 0;
    for (int round = 0; round < 2_000; round++) {
      EventType type = type(TYPES.get(random.nextInt(TYPES.size())));
      RawCondition condition = conditions.condition(type);
      RawCondition shorter = ConditionShortener.shorten(0, condition);
      assertTrue(CheckCompiler.length(shorter) <= CheckCompiler.length(condition), () -> condition + " became " + shorter);
      for (int i = 0; i < 50; i++) {
        Event event = event(type);
        possible = random.nextLong();
        boolean passes = matcher(Map.of(type, shorter)).passes(event);
        assertTrue(passes || !matcher(Map.of(type, condition)).passes(event),
            () -> type + " " + event.number(0) + " " + event.bytes(1) + " " + event.bytes(2) + ": " + condition + " became "
                + shorter + ", -Deyas.seed=" + seed);
        rejected += passes ? 0 : 1;
      }
    }
    assertTrue(rejected > 10_000, "events are rejected: " + rejected);
  }

  @Test
  void theRestOfALongConditionStillLimitsEvents() {
    Bits writes = new Bits(3, 3, 1, true);
    Numbers opened = new Numbers(0, Ranges.NOT_NEGATIVE);
    List<RawCondition> rules = IntStream.range(0, 30).<RawCondition>mapToObj(i -> new AllOf(List.of(
        new ProcessClass(i, ""), writes, opened,
        new AnyOf(List.of(path(RawCondition.Form.EQUAL, "/e" + i), path(RawCondition.Form.BEGIN, "/b" + i))))))
        .toList();
    RawCondition shorter = ConditionShortener.shorten(CheckCompiler.MOST_CHECKS, new AnyOf(rules));
    assertEquals(new AllOf(List.of(writes, opened, new AnyOf(List.of(
        path(RawCondition.Form.EQUAL, IntStream.range(0, 30).mapToObj(i -> "/e" + i).toArray(String[]::new)),
        path(RawCondition.Form.BEGIN, IntStream.range(0, 30).mapToObj(i -> "/b" + i).toArray(String[]::new)))))), shorter);
  }

  private static Path path(RawCondition.Form form, String... texts) {
    return new Path(2, Part.WHOLE, form, Stream.of(texts).map(Text::of).toList(), true);
  }

  @Test
  void aPlanThatWasInUseIsOnlyWrittenAfterTheProgramsThatUseItHaveEnded() {
    PushdownPlan plan = PushdownPlan.of(Map.of(RMDIR, FAILED), ThreadClasses.NONE, recipes, ALL);
    plans.applyPlan(plan);
    plans.applyPlan(plan);
    plans.applyNoPlan();
    plans.applyPlan(plan);
    assertEquals(List.of("use 2", "use 0", "wait", "use 1", "use 2", "wait", "use 0"), calls);
  }

  @Test
  void aChangeOfThePlanInUseIsUndone() {
    plans.applyPlan(PushdownPlan.of(Map.of(RMDIR, FAILED), ThreadClasses.NONE, recipes, ALL));
    assertFalse(plans.restore());
    memory.put(place(RMDIR) * 24, (byte) 7);
    calls.clear();
    assertTrue(plans.restore());
    assertEquals(List.of("use 2", "wait", "use 0"), calls, "no program uses it while it is written");
    assertEquals(Long.MIN_VALUE, memory.getLong(place(RMDIR) * 24));
    assertFalse(plans.restore());
  }

  @Test
  void aConditionOnTheResultNeedsNoChecks() {
    PushdownPlan plan = PushdownPlan.of(Map.of(RMDIR, FAILED), ThreadClasses.NONE, recipes, ALL);
    assertEquals(Map.of(RMDIR, FAILED), plan.applied());
    assertEquals(List.of(), plan.checks());
  }

  @Test
  void callsThatOpenedAFileAlwaysPassBecauseTheirPathIsCheckedFirst() {
    EventType open = type("SYSCALL_OPENAT_2_X");
    RawCondition never = new Path(2, Part.WHOLE, RawCondition.Form.EQUAL, List.of(Text.of("/x")), true);
    RawCondition applied = PushdownPlan.of(Map.of(open, never), ThreadClasses.NONE, recipes, ALL).applied().get(open);
    assertEquals(new AnyOf(List.of(new Numbers(0, Ranges.NOT_NEGATIVE), never)), applied);
  }

  @Test
  void withoutTheProgramThatJudgesParametersOnlyTheResultIsJudged() {
    RawCondition path = new Path(1, Part.WHOLE, RawCondition.Form.BEGIN, List.of(Text.of("/x")), true);
    PushdownPlan plan =
        PushdownPlan.of(Map.of(RMDIR, new RawCondition.AllOf(List.of(FAILED, path))), ThreadClasses.NONE, recipes, RESULTS);
    assertEquals(Map.of(RMDIR, FAILED), plan.applied());
    EventType open = type("SYSCALL_OPENAT_2_X");
    assertEquals(Map.of(), PushdownPlan.of(Map.of(open, FAILED), ThreadClasses.NONE, recipes, RESULTS).applied());
  }

  @Test
  void whatTheProbeCannotJudgePasses() {
    EventType connect = type("SOCKET_CONNECT_X");
    EventType exec = type("SYSCALL_EXECVE_19_X");
    assertEquals(Map.of(),
        PushdownPlan.of(Map.of(connect, new Kinds(1, Set.of()), exec, FAILED), ThreadClasses.NONE, recipes, ALL).applied());
  }

  @Test
  void aConditionOfTooManyChecksIsLimitedToTheResult() {
    List<RawCondition> many = IntStream.range(0, 50).<RawCondition>mapToObj(i -> new ProcessClass(i, "")).toList();
    RawCondition both = new RawCondition.AllOf(List.of(FAILED, new AnyOf(many)));
    assertEquals(Map.of(RMDIR, FAILED), PushdownPlan.of(Map.of(RMDIR, both), ThreadClasses.NONE, recipes, ALL).applied());
  }

  @Test
  void textsForWhichThereIsNoRoomPass() {
    List<Text> large = IntStream.range(0, 300).mapToObj(i -> Text.of("/" + Integer.toString(i * 7_919, 36))).toList();
    RawCondition path = new Path(1, Part.WHOLE, RawCondition.Form.EQUAL, large, true);
    RawCondition two = new Path(1, Part.WHOLE, RawCondition.Form.BEGIN, List.of(Text.of("/" + "y".repeat(2_048))), true);
    assertEquals(Map.of(RMDIR, path), PushdownPlan.of(Map.of(RMDIR, path), ThreadClasses.NONE, recipes, ALL).applied());
    assertEquals(Map.of(),
        PushdownPlan.of(Map.of(RMDIR, new AnyOf(List.of(path, two))), ThreadClasses.NONE, recipes, ALL).applied());
  }
}
