package org.eyas.api.update;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.List;
import org.eyas.api.alert.Priority;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.api.control.PastAlert;
import org.eyas.api.source.Capture;
import org.eyas.api.source.SourceInfo;

/** A thing that an engine leaves to its successor. It holds nothing of the engine's own classes. */
public sealed interface Kept {
  /**
   * A source whose events were looked at. Its capture is open, and gathers events meanwhile.
   *
   * @param info what the capture is of
   * @param capture as its bundle made it; whoever takes it calls {@link Capture#follow}, and closes it in the end
   * @param state what was known behind the last event, as the blocks of a .scap capture
   * @param number of the last event
   * @param leftNanos when it was left, as {@link System#nanoTime} tells
   */
  record Source(SourceInfo info, Capture capture, byte[] state, long number, long leftNanos) implements Kept {
    /** The same with another way to its capture. */
    public Source with(Capture other) {
      return new Source(info, other, state, number, leftNanos);
    }
  }

  /** Nothing told of system calls when the engine left: the next one waits for a driver too. */
  record NoDriver() implements Kept {}

  /** A source that was read to its end: nobody opens it again. */
  record Ended(SourceInfo info) implements Kept {}

  /**
   * Alerts that an output had not taken yet, the oldest first.
   *
   * @param output its name
   */
  record Alerts(String output, List<RenderedAlert> waiting) implements Kept {
    public Alerts {
      waiting = List.copyOf(waiting);
    }
  }

  /** How often a rule fired. */
  record Hits(String rule, Priority priority, long count) implements Kept {}

  /**
   * The alerts of the last time, for those who look at them.
   *
   * @param count how many there were since the first engine started; the next one has the number behind it
   * @param newest those that are still known, the oldest first
   */
  record History(long count, List<PastAlert> newest) implements Kept {
    public History {
      newest = List.copyOf(newest);
    }
  }

  /**
   * What somebody wants of recent events.
   *
   * @param limitBytes what those of all sources may take
   * @param endNanos until when they are wanted, as {@link System#nanoTime} tells
   */
  record Recording(long limitBytes, long endNanos) implements Kept {}

  /**
   * The recent events of one source. They are not copied: the memory itself changes hands.
   *
   * @param eventSource "syscall"
   * @param layout how the memory is laid out; an engine that knows another layout closes it
   * @param memory of all pieces; whoever takes it closes it in the end
   * @param segments the oldest first
   * @param spare pieces that hold nothing
   */
  record Events(String eventSource, int layout, Arena memory, List<EventSegment> segments, List<ByteBuffer> spare)
      implements Kept {
    public Events {
      segments = List.copyOf(segments);
      spare = List.copyOf(spare);
    }
  }
}
