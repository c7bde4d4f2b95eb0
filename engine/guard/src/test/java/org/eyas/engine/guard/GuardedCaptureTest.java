package org.eyas.engine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.eyas.api.control.FaultCount;
import org.eyas.api.pushdown.ThreadClasses;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;
import org.eyas.testkit.QuietCapture;
import org.eyas.testkit.StateRecorder;
import org.junit.jupiter.api.Test;

class GuardedCaptureTest {
  private final Failing failing = new Failing();
  private final FaultRegistry book = new FaultRegistry(() -> FaultPolicy.USUAL);
  private final Capture guarded = new GuardedCapture(
      failing, new SourceInfo("driver", "syscall", true, ""),
      book.guard(ServiceRole.CAPTURE, new ServiceOrigin("org.driver", "EventSource Driver")));

  private static final class Failing extends QuietCapture {
    final List<CaptureRequest> requests = new ArrayList<>();

    @Override
    public void changeRequest(CaptureRequest changed) {
      requests.add(changed);
    }

    @Override
    public void wake() {
      throw new IllegalStateException("on purpose");
    }

    @Override
    public void askClasses(LongUnaryOperator possible) {}

    @Override
    public void forgetClasses() {
      throw new IllegalStateException("on purpose");
    }

    @Override
    public long reportFiles(long pid, long from, StateSink into) {
      throw new IllegalStateException("on purpose");
    }

    @Override
    public long reachedNanos() {
      throw new IllegalStateException("on purpose");
    }
  }

  @Test
  void aCaptureThatCannotForgetAnswersIsAskedForAllEvents() {
    CaptureRequest request = new CaptureRequest(Set.of(7), Map.of()).withConditions(Map.of(), new ThreadClasses(1, 0, Set.of(8)));
    guarded.changeRequest(request);
    guarded.forgetClasses();
    assertEquals(List.of(request, request.withConditions(Map.of())), failing.requests);
  }

  @Test
  void aCaptureThatCannotBeWokenIsAFaultOfItsBundle() {
    guarded.wake();
    assertEquals(1, book.counts().stream().mapToLong(FaultCount::failures).sum());
  }

  @Test
  void aReportOfFilesGoesOnWithTheNextProcessIfOneCannotBeReported() {
    assertEquals(Capture.NO_FILE, guarded.reportFiles(1, 0, new StateRecorder()));
    assertEquals(1, book.counts().stream().mapToLong(FaultCount::failures).sum());
  }

  @Test
  void nothingIsAskedBeforeTheFirstRequest() {
    guarded.forgetClasses();
    assertEquals(List.of(), failing.requests);
  }

  @Test
  void nothingWaitsForACaptureThatCannotSayHowFarItHasCome() {
    assertEquals(Long.MAX_VALUE, guarded.reachedNanos());
  }
}
