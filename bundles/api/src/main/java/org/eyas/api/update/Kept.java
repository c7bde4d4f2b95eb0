package org.eyas.api.update;

import java.util.List;
import org.eyas.api.alert.Priority;
import org.eyas.api.alert.RenderedAlert;
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
   */
  record Source(SourceInfo info, Capture capture, byte[] state, long number) implements Kept {}

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
}
