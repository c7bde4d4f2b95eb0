package org.eyas.api.source;

import java.util.List;
import java.util.function.LongUnaryOperator;
import org.osgi.annotation.versioning.ConsumerType;

/** A capture that passes every call to another one. A wrapper extends it and overrides the methods that differ. */
@ConsumerType
public abstract class ForwardingCapture implements Capture {
  /** The capture that gets the next call. Called on the thread of that call. */
  protected abstract Capture target();

  @Override
  public int poll(EventSink sink, int limit) throws SourceException {
    return target().poll(sink, limit);
  }

  @Override
  public CaptureStats stats() {
    return target().stats();
  }

  @Override
  public CaptureDetails details() {
    return target().details();
  }

  @Override
  public void wake() {
    target().wake();
  }

  @Override
  public void snapshot(StateSink into) throws SourceException {
    target().snapshot(into);
  }

  @Override
  public void follow(StateChanges into) {
    target().follow(into);
  }

  @Override
  public long nowNanos() {
    return target().nowNanos();
  }

  @Override
  public long reachedNanos() {
    return target().reachedNanos();
  }

  @Override
  public void changeRequest(CaptureRequest changed) {
    target().changeRequest(changed);
  }

  @Override
  public void askClasses(LongUnaryOperator possible) {
    target().askClasses(possible);
  }

  @Override
  public void forgetClasses() {
    target().forgetClasses();
  }

  @Override
  public void reportThread(long tid, StateSink into) {
    target().reportThread(tid, into);
  }

  @Override
  public long startNanos(long pid, long tid) {
    return target().startNanos(pid, tid);
  }

  @Override
  public boolean knowsOpenFiles() {
    return target().knowsOpenFiles();
  }

  @Override
  public List<Long> processes() {
    return target().processes();
  }

  @Override
  public long reportFiles(long pid, long from, StateSink into) {
    return target().reportFiles(pid, from, into);
  }

  @Override
  public void filesReported() {
    target().filesReported();
  }

  @Override
  public void mark() {
    target().mark();
  }

  @Override
  public void settle() {
    target().settle();
  }

  @Override
  public boolean leave() {
    return target().leave();
  }

  @Override
  public void close() {
    target().close();
  }
}
