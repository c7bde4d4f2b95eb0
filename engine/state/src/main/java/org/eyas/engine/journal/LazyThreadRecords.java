package org.eyas.engine.journal;

import java.util.Arrays;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.eyas.engine.state.StateSurvey;
import org.eyas.scap.BlockBuilder;
import org.eyas.scap.StateEncoder;

/**
 * Writes the records of threads for a segment that does not begin with the records of all threads. It records a thread
 * before the first event of that thread, in the state before that event. With the thread it records the threads to
 * which the fields refer: the process, its ancestors, and the leaders of their sessions and groups.
 *
 * <p>Only the thread of the loop uses it. For a thread that is already recorded, an event costs two lookups in a set.
 */
final class LazyThreadRecords {
  /**
   * The maximum number of threads that are recorded at once, which takes about 30 ms. Only a program that wants to
   * block the loop creates a thread with more ancestors.
   */
  private static final int MAX_AT_ONCE = 10_000;

  private static final int LONG_RECORD = 1 << 16;
  private static final int EXIT = EventSchema.current().type("PROCEXIT_1_E").code();
  private static final boolean[] CREATING =
      codes("SYSCALL_CLONE_20_X", "SYSCALL_CLONE3_X", "SYSCALL_FORK_20_X", "SYSCALL_VFORK_20_X");

  /** Receives the records. */
  interface Records {
    /** Receives blocks of one thread. The blocks of a thread with many descriptors come in several calls. */
    void add(byte[] blocks, int length);
  }

  private final ThreadIdSet recorded = new ThreadIdSet();
  private long[] pending = new long[64];
  private int count;
  private final BlockBuilder blocks;
  private final StateSurvey survey;
  private final Records records;
  private boolean childWasKnown;

  LazyThreadRecords(StateEngine state, BlockBuilder blocks, Records records) {
    this.blocks = blocks;
    this.records = records;
    survey = state.reports().surveyOfThreads();
  }

  private static boolean[] codes(String... ids) {
    EventSchema schema = EventSchema.current();
    boolean[] codes = new boolean[schema.size()];
    for (String id : ids) {
      codes[schema.type(id).code()] = true;
    }
    return codes;
  }

  /** Called before the event changes the state. */
  void beforeEvent(EventCursor event) {
    long tid = event.threadId();
    if (!recorded.contains(tid)) {
      recordWithRelated(tid);
    }
    if (CREATING[event.type().code()] && event.number(0) > 0) {
      long child = event.number(0);
      childWasKnown = survey.find(child).known();
      recordWithRelated(child);
    }
  }

  /** Called after the event changed the state. The change may have created the thread of the event, or its child. */
  void afterEvent(EventCursor event) {
    long tid = event.threadId();
    boolean creates = CREATING[event.type().code()];
    if (creates && event.number(0) > 0 && !childWasKnown && survey.find(event.number(0)).known()) {
      recorded.add(event.number(0));
    }
    if (event.type().code() == EXIT) {
      forgetExited(tid);
    } else if (!recorded.contains(tid)) {
      recordAppeared(tid, creates);
    }
  }

  // The state keeps an ended main thread while other threads of its process live. A replay that does not know those
  // threads removes the main thread.
  private void forgetExited(long tid) {
    recorded.remove(tid);
    ProcessInfo leader = survey.find(survey.find(tid).pid());
    if (leader.known() && leader.threads().threadCount() == leader.threads().childThreadCount()) {
      recorded.remove(leader.tid());
    }
  }

  // Either the event created the thread or a placeholder for it, as it will in a replay, or the engine found the thread
  // on the machine.
  private void recordAppeared(long tid, boolean created) {
    ProcessInfo found = survey.find(tid);
    if (!found.known()) {
      return;
    }
    if (created || found.pid() < 0) {
      recorded.add(tid);
      recordWithRelated(found.pid());
      recordWithRelated(found.ids().ptid());
    } else {
      recordWithRelated(tid);
    }
  }

  // Related threads are recorded too: without them, the thread would have no parent in a replay.
  private void recordWithRelated(long tid) {
    count = 0;
    addPending(tid);
    for (int i = 0; i < count; i++) {
      ProcessInfo process = survey.find(pending[i]);
      addPending(process.ids().ptid());
      addPending(process.pid());
      addPending(process.ids().sid());
      addPending(process.ids().pgid());
      addPending(process.ids().vpgid());
    }
    while (count > 0) {
      record(pending[--count]);
    }
  }

  private void addPending(long tid) {
    if (tid > 0 && count < MAX_AT_ONCE && !recorded.contains(tid) && survey.find(tid).known()) {
      recorded.add(tid);
      pending = count < pending.length ? pending : Arrays.copyOf(pending, 2 * count);
      pending[count++] = tid;
    }
  }

  private void record(long tid) {
    blocks.clear();
    StateEncoder encoder = new StateEncoder(blocks, this::flushIfLong);
    survey.report(tid, encoder);
    encoder.finish();
    flush();
  }

  private void flushIfLong() {
    if (blocks.length() > LONG_RECORD) {
      flush();
    }
  }

  private void flush() {
    if (blocks.length() > 0) {
      records.add(blocks.array(), blocks.length());
      blocks.clear();
    }
  }
}
