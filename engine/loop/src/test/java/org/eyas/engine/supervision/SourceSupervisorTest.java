package org.eyas.engine.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.testkit.QuietCapture;
import org.junit.jupiter.api.Test;

/** Each row of the table in docs/sources.md, on a clock of its own. */
class SourceSupervisorTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final SourceInfo INFO = new SourceInfo("first", "test", true, "");
  private static final SupervisionStep.Open OPEN =
      new SupervisionStep.Open("first", "it is tested", "It is not opened", SupervisionStep.STAY);

  /** Takes the step that a test sets, and opens captures unless the test forbids it. */
  private static final class Plan implements SourcePlan {
    private final List<SourceSituation> situations = new ArrayList<>();
    private final List<String> tries = new ArrayList<>();
    private SupervisionStep next = SupervisionStep.STAY;
    private SupervisionStep whenDue = SupervisionStep.STAY;
    private String refusal = "";
    private boolean offered = true;
    private boolean atOnce;

    @Override
    public SupervisionStep next(SourceSituation now) {
      situations.add(now);
      SupervisionStep due = now.isRetryDue() && !now.state().isReading() ? whenDue : SupervisionStep.STAY;
      SupervisionStep once = next;
      next = SupervisionStep.STAY;
      return once == SupervisionStep.STAY ? due : once;
    }

    @Override
    public OpenedCapture open(String kind) throws SourceException {
      tries.add(kind);
      if (!refusal.isEmpty()) {
        throw new SourceException(refusal, "mend it");
      }
      return new OpenedCapture(null, new SourceInfo(kind, "test", true, ""), new QuietCapture(), null);
    }

    @Override
    public boolean isOffered(EventSource service) {
      return offered;
    }

    @Override
    public boolean triesAgainAtOnce() {
      return atOnce;
    }

    @Override
    public String failed(SourceInfo source, String reason, long pauseSeconds) {
      return reason;
    }

    @Override
    public String notOpened(SupervisionStep.Open step, String reason, long pauseSeconds) {
      return reason;
    }

    @Override
    public String opened(SourceSwitchReport done) {
      return "";
    }
  }

  private final Plan plan = new Plan();
  private final FakeReader reader = new FakeReader();
  private long nanos = 77;
  private final SourceSupervisor supervisor = new SourceSupervisor(INFO, plan, reader, () -> nanos);

  private void lookAfter(long nanosLater) {
    nanos += nanosLater;
    supervisor.superviseOnce();
  }

  private void open() {
    plan.next = OPEN;
    supervisor.superviseOnce();
    assertTrue(reader.isReading());
    plan.tries.clear();
  }

  /** The seconds of the tries, if there is a look in each second. */
  private List<Integer> secondsOfTries(int seconds) {
    List<Integer> tried = new ArrayList<>();
    for (int second = 0; second <= seconds; second++) {
      int before = plan.tries.size();
      lookAfter(second == 0 ? 0 : SECOND);
      if (plan.tries.size() > before) {
        tried.add(second);
      }
    }
    return tried;
  }

  private String shown() {
    SourceStatus status = supervisor.status();
    return status.kind() + " " + status.state() + " " + status.reason();
  }

  @Test
  void aSourceWaitsUntilItsPlanOpensIt() {
    supervisor.superviseOnce();
    assertEquals("first WAITING ", shown());
    open();
    assertEquals("first RUNNING ", shown());
    assertEquals(SourceState.WAITING, plan.situations.getFirst().state());
  }

  @Test
  void aSourceThatCannotBeOpenedIsTriedAfterPausesThatDoubleUpToAMinute() {
    plan.whenDue = OPEN;
    plan.refusal = "no such device";
    assertEquals(List.of(0, 1, 3, 7, 15, 31, 63, 123, 183), secondsOfTries(200));
    assertEquals("first FAILED no such device; mend it", shown());
  }

  @Test
  void theTimeOfAFailureIsThatOfTheFirstOne() {
    plan.whenDue = OPEN;
    plan.refusal = "no such device";
    supervisor.superviseOnce();
    SourceStatus first = supervisor.status();
    plan.refusal = "still none";
    lookAfter(SECOND);
    assertEquals("first FAILED still none; mend it", shown());
    assertSame(first.since(), supervisor.status().since());
  }

  @Test
  void aCaptureThatFailsIsOpenedAgainAfterAPause() {
    open();
    reader.fail("the cable is cut");
    assertEquals("first FAILED the cable is cut", shown(), "before anybody looks");
    plan.whenDue = OPEN;
    assertEquals(List.of(1), secondsOfTries(5));
    assertEquals("first RUNNING ", shown());
  }

  @Test
  void aDriverThatFailsIsOpenedAgainAtOnce() {
    open();
    plan.atOnce = true;
    plan.whenDue = OPEN;
    reader.fail("the probe is gone");
    assertEquals(List.of(0), secondsOfTries(5));
  }

  @Test
  void thePauseIsShortAgainAfterASuccess() {
    plan.whenDue = OPEN;
    plan.refusal = "no such device";
    secondsOfTries(30);
    plan.refusal = "";
    secondsOfTries(1);
    assertEquals("first RUNNING ", shown());
    reader.fail("the cable is cut");
    assertEquals(List.of(1), secondsOfTries(5));
  }

  @Test
  void aSourceWhoseBundleLeftIsReadUntilThePlanHasASuccessor() {
    open();
    plan.offered = false;
    lookAfter(SECOND);
    lookAfter(3 * SECOND);
    assertEquals(SourceState.LEAVING, plan.situations.getLast().state());
    assertEquals(3 * SECOND, plan.situations.getLast().leavingNanos());
    assertEquals("first RUNNING ", shown());
    plan.offered = true;
    plan.next = new SupervisionStep.Open("second", "the first left", "", SupervisionStep.STAY);
    lookAfter(SECOND);
    assertEquals("second RUNNING ", shown());
    lookAfter(SECOND);
    assertEquals(SourceState.RUNNING, plan.situations.getLast().state());
  }

  @Test
  void withoutASuccessorItWaits() {
    open();
    plan.offered = false;
    plan.refusal = "no such device";
    plan.next = new SupervisionStep.Open("second", "", "", new SupervisionStep.GiveUp("nobody offers it", "Not monitoring"));
    supervisor.superviseOnce();
    assertNull(reader.current());
    assertEquals("first WAITING nobody offers it", shown());
    assertEquals(List.of("second"), plan.tries);
    plan.offered = true;
    plan.refusal = "";
    plan.whenDue = OPEN;
    secondsOfTries(1);
    assertEquals("first RUNNING ", shown());
  }

  @Test
  void aSwitchThatFailsLeavesTheCurrentCapture() {
    open();
    Capture before = reader.current();
    plan.refusal = "no such device";
    plan.next = new SupervisionStep.Open("second", "it is wanted", "The first stays", SupervisionStep.STAY);
    supervisor.superviseOnce();
    assertSame(before, reader.current());
    assertEquals("first RUNNING no such device; mend it", shown());
    assertThrows(SourceException.class, () -> supervisor.open("third", "on request"));
    assertSame(before, reader.current());
  }

  @Test
  void aRequestedSwitchReplacesTheCurrentCapture() throws Exception {
    open();
    supervisor.open("second", "on request");
    assertEquals("second RUNNING ", shown());
    assertEquals("second", supervisor.source().kind());
  }

  @Test
  void anUnexpectedExceptionCountsAsAFailure() {
    open();
    plan.next = new SupervisionStep.Open("second", "", "", SupervisionStep.STAY);
    plan.refusal = null; // the plan throws an exception of Java
    supervisor.superviseOnce();
    assertTrue(shown().startsWith("first RUNNING second failed: java.lang.NullPointerException"), shown());
  }

  @Test
  void nothingIsOpenedAfterTheEnd() {
    open();
    supervisor.stop();
    supervisor.ended(SourceState.ENDED, "");
    plan.next = OPEN;
    supervisor.superviseOnce();
    assertEquals(List.of(), plan.tries);
    assertEquals("first ENDED ", shown());
  }
}
