package org.eyas.api.source;

/** Stands for each optional interface that a capture does not implement, so that callers need no case distinction. */
enum MissingPart implements StateReporter, EventSelector, MachineThreads, DetailedCounters, ClassQuestions {
  INSTANCE;

  @Override
  public void snapshot(StateSink into) {}

  @Override
  public void changeRequest(CaptureRequest changed) {}

  @Override
  public void ask(Answers answers) {}

  @Override
  public void forgetAnswers() {}

  @Override
  public void reportThread(long tid, StateSink into) {}

  @Override
  public long startNanos(long pid, long tid) {
    return 0;
  }

  @Override
  public CaptureDetails details() {
    return CaptureDetails.NONE;
  }
}
