package org.eyas.core.compile.literal;

import org.eyas.api.data.Bytes;
import org.eyas.core.compile.node.Frame;
import org.eyas.core.compile.node.TextSource;

/**
 * Finds which constants one text of an event has at one place, once per event, however many branches of the plan ask: the
 * pass over the text costs more than all that follows from it.
 */
public final class LiteralPass {
  /** Adds the numbers of the constants that a text has. */
  public interface Search {
    void find(Bytes value, Candidates out);
  }

  private final TextSource source;
  private final Search search;
  private final Candidates found;
  private long stamp;

  /** @param count how many constants there are; their numbers are 0 to {@code count - 1} */
  LiteralPass(TextSource source, Search search, int count) {
    this.source = source;
    this.search = search;
    found = new Candidates(count);
  }

  /** The numbers of the constants found, in no order; none where the text is absent. Valid until the next event. */
  Candidates find(Frame frame) {
    if (stamp != frame.stamp()) {
      Bytes value = source.read(frame);
      found.clear();
      if (value.isPresent()) {
        search.find(value, found);
      }
      stamp = frame.stamp();
    }
    return found;
  }
}
