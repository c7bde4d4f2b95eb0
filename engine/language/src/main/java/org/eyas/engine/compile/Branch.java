package org.eyas.engine.compile;

import org.eyas.api.data.Bytes;
import org.eyas.engine.compile.literal.Candidates;
import org.eyas.engine.compile.literal.LiteralIndex;
import org.eyas.engine.compile.node.Condition;
import org.eyas.engine.compile.node.Frame;
import org.eyas.engine.compile.node.TextSource;
import org.eyas.engine.compile.text.TextMap;
import org.jspecify.annotations.Nullable;

/** A node of the tree that tests the rules of one event type together. */
public sealed interface Branch {
  void run(Frame frame, Hits hits);

  /** Rules with common conditions, which are tested first. */
  record Guarded(Condition[] guards, Branch[] inside) implements Branch {
    @Override
    public void run(Frame frame, Hits hits) {
      for (Condition guard : guards) {
        if (!guard.test(frame)) {
          return;
        }
      }
      for (Branch branch : inside) {
        branch.run(frame, hits);
      }
    }
  }

  /** Rules that compare one text with constants. One look-up finds the rules that can still match. */
  record ByText(TextSource source, TextMap<Branch[]> branches) implements Branch {
    @Override
    public void run(Frame frame, Hits hits) {
      Bytes value = source.read(frame);
      Branch @Nullable [] found = value.isPresent() ? branches.find(value) : null;
      if (found != null) {
        for (Branch branch : found) {
          branch.run(frame, hits);
        }
      }
    }
  }

  /** Rules that each need one of some constants. A search for all constants finds the rules that can still match. */
  record ByLiterals(LiteralIndex[] indexes, Branch[][] groups, Candidates found) implements Branch {
    @Override
    public void run(Frame frame, Hits hits) {
      found.clear();
      for (LiteralIndex index : indexes) {
        index.find(frame, found);
      }
      for (int i = 0; i < found.size(); i++) {
        for (Branch branch : groups[found.get(i)]) {
          branch.run(frame, hits);
        }
      }
    }
  }

  /** The remaining conditions of one rule. */
  record Rule(Condition[] conditions, int key) implements Branch {
    @Override
    public void run(Frame frame, Hits hits) {
      for (Condition condition : conditions) {
        if (!condition.test(frame)) {
          return;
        }
      }
      hits.add(key);
    }
  }
}
