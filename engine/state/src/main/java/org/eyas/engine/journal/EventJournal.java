package org.eyas.engine.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.Journal;
import org.eyas.api.control.JournalSpan;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.engine.journal.LoopJournal.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recent events of all loops. Any thread may call. */
public final class EventJournal implements Journal {
  private static final Logger LOG = LoggerFactory.getLogger(EventJournal.class);

  private final List<LoopJournal> loops = new CopyOnWriteArrayList<>();
  private final InheritedEvents before = new InheritedEvents();
  private Request request = Request.NOTHING;
  private long number;

  /** Opens the journal of a loop that is about to run. It replaces the earlier journal of the same event source. */
  public synchronized LoopJournal open(SourceInfo source) {
    LoopJournal journal = new LoopJournal(source, before.claim(source.eventSource()));
    loops.removeIf(earlier -> earlier.source().eventSource().equals(source.eventSource()));
    loops.add(journal);
    distributeRequest();
    return journal;
  }

  /** Takes over the events and the recording request of the previous engine. Called before the first loop starts. */
  public synchronized void resumeFrom(Handover.RecentEvents left) {
    if (left.limitBytes() > 0) {
      request = new Request(++number, left.limitBytes(), left.endNanos());
    }
    left.events().forEach(before::add);
  }

  /** Prepares the loop of a source to pass its events to another engine. Called before the loop ends. */
  public synchronized void handOver(String eventSource) {
    loops.stream().filter(loop -> loop.source().eventSource().equals(eventSource)).forEach(LoopJournal::handOver);
  }

  /**
   * Returns the request and the events with which the next engine continues. Called after the loops have ended. If the thread is
   * interrupted, the events of the other loops are lost.
   */
  public synchronized Handover.RecentEvents toHandover() {
    List<Handover.Events> left = new ArrayList<>();
    try {
      for (LoopJournal loop : loops) {
        loop.leftEvents().ifPresent(left::add);
      }
    } catch (InterruptedException e) {
      LOG.warn("interrupted while recent events were handed over; they are lost", e);
      Thread.currentThread().interrupt();
    }
    return new Handover.RecentEvents(request.limitBytes(), request.endNanos(), left);
  }

  /** Drops the events that a previous engine left for a source that will get no loop. */
  public synchronized void forgetLeft(String eventSource) {
    before.forget(eventSource);
  }

  /** Drops all events that a previous engine left. Called when no more loops will open. */
  public synchronized void close() {
    before.close();
  }

  @Override
  public synchronized void record(long limitBytes, long seconds) {
    if (!isRecording()) {
      number++;
    }
    request = new Request(number, limitBytes, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
    distributeRequest();
  }

  @Override
  public synchronized void clear() {
    request = new Request(++number, 0, 0);
    distributeRequest();
  }

  private void distributeRequest() {
    int count = Math.max(1, loops.size());
    Request each = new Request(request.number(), request.limitBytes() / count, request.endNanos());
    loops.forEach(loop -> loop.request(each));
  }

  private boolean isRecording() {
    return request.limitBytes() > 0 && request.endNanos() - System.nanoTime() > 0;
  }

  @Override
  public JournalSpan span() {
    try (JournalSnapshot content = snapshot()) {
      return content.span();
    }
  }

  /** The reason for which nothing is recorded although a recording was requested; empty if there is no problem. */
  public String problem() {
    return loops.stream().map(LoopJournal::problem).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  /** The recorded events. The caller closes the result. */
  public synchronized JournalSnapshot snapshot() {
    List<LoopJournalSnapshot> readings = new ArrayList<>();
    loops.stream().map(LoopJournal::read).flatMap(Optional::stream).forEach(readings::add);
    return new JournalSnapshot(span(readings), readings);
  }

  private JournalSpan span(List<LoopJournalSnapshot> readings) {
    JournalSpan span =
        new JournalSpan(
            loops.stream().anyMatch(LoopJournal::isRecording),
            readings.stream().mapToLong(LoopJournalSnapshot::firstNanos).min().orElse(0),
            readings.stream().mapToLong(LoopJournalSnapshot::lastNanos).max().orElse(0),
            readings.stream().mapToLong(LoopJournalSnapshot::events).sum(),
            readings.stream().mapToLong(LoopJournalSnapshot::bytes).sum(),
            request.limitBytes(),
            "");
    boolean isFull = loops.stream().anyMatch(LoopJournal::madeRoom);
    boolean isWhole = loops.stream().allMatch(LoopJournal::isWhole);
    return JournalRemark.on(span, problem(), isFull, isWhole);
  }
}
