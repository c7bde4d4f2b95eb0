package org.eyas.engine.compile.literal;

import org.eyas.api.data.Bytes;
import org.eyas.engine.compile.node.Frame;
import org.eyas.engine.compile.node.TextSource;

/**
 * Finds the constants that one text of an event contains at one place. The search runs once per event even if several
 * branches of the plan need the result, because the search costs more than all later steps.
 */
public final class LiteralPass {
  /** Adds the numbers of the constants that a text contains. */
  public interface Search {
    void find(Bytes value, Candidates out);
  }

  private final TextSource source;
  private final Search search;
  private final Candidates found;
  private long stamp;

  /** @param count the number of constants; they are numbered 0 to {@code count - 1} */
  LiteralPass(TextSource source, Search search, int count) {
    this.source = source;
    this.search = search;
    found = new Candidates(count);
  }

  /** The numbers of the constants that were found, in any order; none if the text is absent. Valid until the next event. */
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
