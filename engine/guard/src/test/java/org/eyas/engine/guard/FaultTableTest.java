package org.eyas.engine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.FaultyAction;
import org.eyas.api.control.FaultCount;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.source.SourceException;
import org.eyas.engine.foreign.ForeignCodeFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each fault in each role, with each policy: whether it is counted, reported in health, taken out, and called again after it is
 * readmitted.
 */
@Timeout(60)
class FaultTableTest {
  private static final int LIMIT = 3;
  private static final String ACME = "org.acme";

  /** The policies with which a service is taken out after a few faults. */
  enum Out {
    ALWAYS,
    DISABLE,
    NEVER
  }

  private boolean disables;
  private boolean timed;
  private boolean named;
  private FaultyAction action = new FaultyAction("");
  private final FaultRegistry book = new FaultRegistry(this::policy);
  private final Watchdog watchdog = new Watchdog(book);
  private final ThreadGrowth growth =
      new ThreadGrowth(book, (thread, _) -> thread.getName().startsWith("acme-") ? Optional.of(ACME) : Optional.empty());

  // If time is not the fault, the budget is large: a busy machine must not add a fault.
  private FaultPolicy policy() {
    long budgetNanos = timed ? TimeUnit.MILLISECONDS.toNanos(20) : TimeUnit.MINUTES.toNanos(1);
    return new FaultPolicy(budgetNanos, 1 << 20, LIMIT, TimeUnit.MINUTES.toNanos(5), disables);
  }

  @AfterEach
  void end() throws InterruptedException {
    action.end();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock = """
          # role    | fault           | counted as | taken out | why not
          ENRICHER  | throws          | failures   | DISABLE   |
          ENRICHER  | misses          | failures   | DISABLE   |
          ENRICHER  | overflows       | failures   | DISABLE   |
          ENRICHER  | exhausts        | failures   | DISABLE   |
          ENRICHER  | blocks          | late       | ALWAYS    |
          ENRICHER  | slow            | late       | ALWAYS    |
          ENRICHER  | allocates       | greedy     | ALWAYS    |
          ENRICHER  | leaks           | threads    | DISABLE   |
          FIELDS    | throws          | failures   | DISABLE   |
          FIELDS    | misses          | failures   | DISABLE   |
          FIELDS    | overflows       | failures   | DISABLE   |
          FIELDS    | exhausts        | failures   | DISABLE   |
          FIELDS    | blocks          | late       | ALWAYS    |
          FIELDS    | slow            | late       | ALWAYS    |
          FIELDS    | allocates       | greedy     | ALWAYS    |
          FIELDS    | leaks           | threads    | DISABLE   |
          RULES     | throws          | failures   | DISABLE   |
          RULES     | misses          | failures   | DISABLE   |
          RULES     | overflows       | failures   | DISABLE   |
          RULES     | exhausts        | failures   | DISABLE   |
          RULES     | blocks          | late       | DISABLE   |
          RULES     | slow            |            | NEVER     | it reads files while rules run; after 5 s it counts as blocked
          RULES     | allocates       |            | NEVER     | documents may be large
          RULES     | allocates a lot | greedy     | DISABLE   |
          RULES     | leaks           | threads    | DISABLE   |
          METRICS   | throws          | failures   | DISABLE   |
          METRICS   | misses          | failures   | DISABLE   |
          METRICS   | overflows       | failures   | DISABLE   |
          METRICS   | exhausts        | failures   | DISABLE   |
          METRICS   | blocks          | late       | DISABLE   |
          METRICS   | slow            |            | NEVER     | only the caller waits; after 5 s it counts as blocked
          METRICS   | allocates       |            | NEVER     | there may be many metrics
          METRICS   | allocates a lot | greedy     | DISABLE   |
          METRICS   | leaks           | threads    | DISABLE   |
          OUTPUT    | throws          | failures   | DISABLE   |
          OUTPUT    | misses          | failures   | DISABLE   |
          OUTPUT    | overflows       | failures   | DISABLE   |
          OUTPUT    | exhausts        | failures   | DISABLE   |
          OUTPUT    | blocks          |            | NEVER     | it waits for its receiver; output_timeout reports it
          OUTPUT    | slow            |            | NEVER     | its receiver may be slow; its queue reports it
          OUTPUT    | allocates       |            | NEVER     | a batch may be large
          OUTPUT    | allocates a lot | greedy     | DISABLE   |
          OUTPUT    | leaks           | threads    | DISABLE   |
          SOURCE    | throws          | failures   | DISABLE   |
          SOURCE    | misses          | failures   | DISABLE   |
          SOURCE    | overflows       | failures   | DISABLE   |
          SOURCE    | exhausts        | failures   | DISABLE   |
          SOURCE    | blocks          | late       | DISABLE   |
          SOURCE    | slow            |            | NEVER     | loading a probe takes time; after 10 s it counts as blocked
          SOURCE    | allocates a lot |            | NEVER     | it is opened once, and may need buffers
          SOURCE    | leaks           | threads    | DISABLE   |
          CAPTURE   | throws          | failures   | DISABLE   |
          CAPTURE   | misses          | failures   | DISABLE   |
          CAPTURE   | overflows       | failures   | DISABLE   |
          CAPTURE   | exhausts        | failures   | DISABLE   |
          CAPTURE   | blocks          | late       | DISABLE   |
          CAPTURE   | slow            |            | NEVER     | it waits for events, and includes their evaluation
          CAPTURE   | allocates a lot |            | NEVER     | the evaluation of rules may allocate
          CAPTURE   | leaks           | threads    | DISABLE   |
          """)
  void aFaultInARole(ServiceRole role, String fault, String counted, Out out, String why) throws Exception {
    assertEquals(out == Out.NEVER, why != null, "an empty cell has a reason");
    for (boolean disabling : new boolean[] {false, true}) {
      disables = disabling;
      timed = fault.equals("slow");
      action = new FaultyAction(fault);
      holds(role, fault, counted == null ? "" : counted, out == Out.ALWAYS || out == Out.DISABLE && disabling);
      action.end();
      growth.checkThreads();
      book.guards().forEach(ServiceGuard::close);
    }
  }

  private void holds(ServiceRole role, String fault, String counted, boolean takenOut) throws Exception {
    named = false;
    long before = count(counted);
    GuardedCall service = GuardedCall.of(role, action, book);
    for (int i = 0; i < LIMIT; i++) {
      call(service, fault, role);
    }
    assertEquals(LIMIT, action.calls());
    if (!counted.isEmpty()) {
      long faults = counted.equals("threads") ? LIMIT * FaultyAction.THREADS : LIMIT;
      assertEquals(faults, count(counted) - before, counted);
    }
    assertEquals(!counted.isEmpty(), named || isNamed(), "named in health");
    assertEquals(takenOut, book.guards().stream().anyMatch(ServiceGuard::isOut), "taken out");
    assertEquals(takenOut, book.readmit(ACME));
    assertFalse(book.readmit(ACME));
    call(service, fault, role);
    assertEquals(LIMIT + 1, action.calls(), "it is called again");
  }

  // While it is taken out, no call reaches the service.
  private void call(GuardedCall service, String fault, ServiceRole role) throws Exception {
    if (fault.equals("blocks")) {
      hang(service, role);
    } else {
      contained(service);
    }
    growth.checkThreads();
    int calls = action.calls();
    if (book.guards().stream().anyMatch(ServiceGuard::isOut)) {
      contained(service);
      assertEquals(calls, action.calls(), "it is taken out");
    }
  }

  private static void contained(GuardedCall service) {
    try {
      service.call();
    } catch (ForeignCodeFault | IOException | SourceException e) {
      assertTrue(e.getMessage().contains(ACME), e::getMessage);
    } catch (Exception e) {
      throw new AssertionError("the fault reached the engine", e);
    }
  }

  private void hang(GuardedCall service, ServiceRole role) throws InterruptedException {
    Thread caller = Thread.ofPlatform().daemon().name("caller").start(() -> contained(service));
    action.awaitInside();
    for (int i = 0; i <= Math.min(role.patience(), 100); i++) {
      watchdog.checkGates();
    }
    named |= isNamed();
    action.release();
    caller.join();
    watchdog.checkGates();
  }

  private boolean isNamed() {
    Stream<String> hangs = watchdog.hangs().stream().map(hang -> hang.origin().bundle());
    Stream<String> problems = Stream.concat(book.problems().stream(), growth.problems().stream()).map(HealthProblem::name);
    return Stream.concat(hangs, problems).collect(Collectors.toSet()).contains(ACME);
  }

  private long count(String kind) {
    return switch (kind) {
      case "failures" -> book.counts().stream().mapToLong(FaultCount::failures).sum();
      case "late" -> book.counts().stream().mapToLong(FaultCount::late).sum();
      case "greedy" -> book.counts().stream().mapToLong(FaultCount::greedy).sum();
      case "threads" -> growth.counts().getOrDefault(ACME, 0);
      default -> 0;
    };
  }
}
