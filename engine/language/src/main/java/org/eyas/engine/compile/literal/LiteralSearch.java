package org.eyas.engine.compile.literal;

import org.eyas.api.data.Bytes;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.compile.node.TextSource;

/**
 * Finds the constants that one text of an event contains at one place. The search runs once per event even if several
 * branches of the plan need the result, because the search costs more than all later steps.
 */
public final class LiteralSearch {
  /** Adds the numbers of the constants that a text contains. */
  public interface Algorithm {
    void find(Bytes value, CandidateSet out);
  }

  private final TextSource source;
  private final Algorithm search;
  private final CandidateSet found;
  private long stamp;

  /** @param count the number of constants; they are numbered 0 to {@code count - 1} */
  LiteralSearch(TextSource source, Algorithm search, int count) {
    this.source = source;
    this.search = search;
    found = new CandidateSet(count);
  }

  /** The numbers of the constants that were found, in any order; none if the text is absent. Valid until the next event. */
  CandidateSet find(EvaluationFrame frame) {
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
