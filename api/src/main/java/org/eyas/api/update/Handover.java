package org.eyas.api.update;

import java.nio.ByteBuffer;
import java.util.List;
import org.eyas.api.alert.Priority;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.api.history.PastAlert;
import org.eyas.api.source.Capture;
import org.eyas.api.source.SourceInfo;

/**
 * A part of the state that an engine hands over to its next version when its bundle is updated. It contains no objects
 * of the engine's own classes, because the update replaces these classes.
 */
public sealed interface Handover {
  /**
   * A running source. Its capture stays open and collects events in the meantime.
   *
   * @param info describes the source
   * @param capture the open capture of the source's bundle. The engine that takes it over calls {@link Capture#follow}, and later
   *     closes it
   * @param state the state after the last event, encoded as blocks of a .scap file
   * @param number the number of the last event
   * @param leftNanos when the engine handed it over, in the time of {@link System#nanoTime}
   * @param hasFiles whether the state contains the files that are open
   */
  record Source(SourceInfo info, Capture capture, byte[] state, long number, long leftNanos, boolean hasFiles)
      implements Handover {
    /** A source of an engine that does not say whether the state contains opened files. */
    public Source(SourceInfo info, Capture capture, byte[] state, long number, long leftNanos) {
      this(info, capture, state, number, leftNanos, false);
    }

    /** Copies this with another object for the capture, such as a wrapper of it. */
    public Source withCapture(Capture other) {
      return new Source(info, other, state, number, leftNanos, hasFiles);
    }
  }

  /**
   * A source without an open capture, which the next engine does not open as at a start: for system calls it waits for a driver, as
   * this engine did; any other source was read to its end.
   *
   * @param eventSource the event source: "syscall"
   */
  record ClosedSource(String eventSource) implements Handover {}

  /** The number of alerts of one rule. */
  record Hits(String rule, Priority priority, long count) implements Handover {}

  /**
   * The state of the stateful rules for the events of one source.
   *
   * @param eventSource the event source: "syscall"
   * @param groups in an encoding of the engine; an engine that does not know it ignores them
   */
  record Memory(String eventSource, byte[] groups) implements Handover {}

  /**
   * The alerts of the engine: those that wait for outputs, and the content of the alert history.
   *
   * @param waiting the alerts in the queues of outputs
   * @param count the number of alerts since the first engine started; the next alert gets this number plus one
   * @param newest the most recent alerts, oldest first
   */
  record Alerts(List<WaitingAlerts> waiting, long count, List<PastAlert> newest) implements Handover {
    public Alerts {
      waiting = List.copyOf(waiting);
      newest = List.copyOf(newest);
    }
  }

  /**
   * The alerts in the queue of an output.
   *
   * @param output the name of the output
   * @param alerts oldest first
   */
  record WaitingAlerts(String output, List<RenderedAlert> alerts) {
    public WaitingAlerts {
      alerts = List.copyOf(alerts);
    }
  }

  /**
   * The records of the engine's observers of events.
   *
   * @param minutes the counts by the minute, by event source
   * @param recent the journal
   */
  record Observations(List<Minutes> minutes, RecentEvents recent) implements Handover {
    public Observations {
      minutes = List.copyOf(minutes);
    }
  }

  /**
   * The events that the rules of one source saw and did not see, counted by the minute.
   *
   * @param eventSource the event source: "syscall"
   * @param minutes in an encoding of the engine; an engine that does not know it ignores them
   */
  record Minutes(String eventSource, byte[] minutes) {}

  /**
   * The journal: recent events, with the current request to keep them.
   *
   * @param limitBytes maximum memory for the events of all sources; 0 if there is no request
   * @param endNanos when the request ends, in the time of {@link System#nanoTime}
   * @param events the events of each source
   */
  record RecentEvents(long limitBytes, long endNanos, List<Events> events) {
    public RecentEvents {
      events = List.copyOf(events);
    }
  }

  /**
   * The recent events of one source. They are not copied: the receiver becomes the owner of the memory.
   *
   * @param eventSource the event source: "syscall"
   * @param layout the version of the memory's layout; an engine that does not know it closes the memory
   * @param memory owns all pieces; a java.lang.foreign.Arena, which the Java version of this module does not have yet
   * @param segments the events, oldest segment first
   * @param spare unused pieces of the memory
   */
  record Events(String eventSource, int layout, AutoCloseable memory, List<EventSegment> segments, List<ByteBuffer> spare) {
    public Events {
      segments = List.copyOf(segments);
      spare = List.copyOf(spare);
    }

    /** Frees the memory. The receiver calls this when it no longer needs the pieces. */
    public void free() {
      try {
        memory.close();
      } catch (Exception e) {
        throw new IllegalStateException("the memory of recent events cannot be freed", e);
      }
    }
  }
}
