package org.eyas.engine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.control.FaultCount;
import org.eyas.api.pushdown.ThreadClasses;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.ClassQuestions;
import org.eyas.api.source.EventSelector;
import org.eyas.api.source.MachineThreads;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateReporter;
import org.eyas.api.source.StateSink;
import org.eyas.testkit.QuietMachine;
import org.eyas.testkit.StateRecorder;
import org.junit.jupiter.api.Test;

class GuardedCaptureTest {
  private final Failing failing = new Failing();
  private final FaultRegistry book = new FaultRegistry(() -> FaultPolicy.USUAL);
  private final Capture guarded = new GuardedCapture(
      failing, new SourceInfo("driver", "syscall", true, ""),
      book.guard(ServiceRole.CAPTURE, new ServiceOrigin("org.driver", "EventSource Driver")));

  private static final class Failing extends QuietMachine implements EventSelector, ClassQuestions {
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
    public void ask(Answers answers) {}

    @Override
    public void forgetAnswers() {
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
    EventSelector.of(guarded).changeRequest(request);
    ClassQuestions.of(guarded).forgetAnswers();
    assertEquals(List.of(request, request.withConditions(Map.of())), failing.requests);
  }

  @Test
  void aCaptureThatCannotBeWokenIsAFaultOfItsBundle() {
    guarded.wake();
    assertEquals(1, book.counts().stream().mapToLong(FaultCount::failures).sum());
  }

  @Test
  void aReportOfFilesGoesOnWithTheNextProcessIfOneCannotBeReported() {
    assertEquals(MachineThreads.NO_FILE, MachineThreads.of(guarded).reportFiles(1, 0, new StateRecorder()));
    assertEquals(1, book.counts().stream().mapToLong(FaultCount::failures).sum());
  }

  @Test
  void nothingIsAskedBeforeTheFirstRequest() {
    ClassQuestions.of(guarded).forgetAnswers();
    assertEquals(List.of(), failing.requests);
  }

  @Test
  void nothingWaitsForACaptureThatCannotSayHowFarItHasCome() {
    assertEquals(Long.MAX_VALUE, StateReporter.of(guarded).reachedNanos());
  }
}
