package org.eyas.engine.compile;

import org.eyas.api.data.Bytes;
import org.eyas.engine.compile.literal.CandidateSet;
import org.eyas.engine.compile.literal.LiteralIndex;
import org.eyas.engine.compile.node.CompiledCondition;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.compile.node.TextSource;
import org.eyas.engine.compile.text.TextMap;
import org.jspecify.annotations.Nullable;

/** A node of the tree that tests the rules of one event type together. */
public sealed interface RuleBranch {
  void run(EvaluationFrame frame, MatchedRules hits);

  /** The branches of one event type as a matcher, which walks them as a tree: the reference implementation. */
  record Tree(RuleBranch[] branches) implements RuleMatcher {
    @Override
    public void match(EvaluationFrame frame, MatchedRules hits) {
      for (RuleBranch branch : branches) {
        branch.run(frame, hits);
      }
    }
  }

  /** Rules with common conditions, which are tested first. */
  record Guarded(CompiledCondition[] guards, RuleBranch[] inside) implements RuleBranch {
    @Override
    public void run(EvaluationFrame frame, MatchedRules hits) {
      for (CompiledCondition guard : guards) {
        if (!guard.test(frame)) {
          return;
        }
      }
      for (RuleBranch branch : inside) {
        branch.run(frame, hits);
      }
    }
  }

  /** Rules that compare one text with constants. One look-up finds the rules that can still match. */
  record ByText(TextSource source, TextMap<RuleBranch[]> branches) implements RuleBranch {
    @Override
    public void run(EvaluationFrame frame, MatchedRules hits) {
      Bytes value = source.read(frame);
      RuleBranch @Nullable [] found = value.isPresent() ? branches.find(value) : null;
      if (found != null) {
        for (RuleBranch branch : found) {
          branch.run(frame, hits);
        }
      }
    }
  }

  /** Rules that each need one of some constants. A search for all constants finds the rules that can still match. */
  record ByLiterals(LiteralIndex[] indexes, RuleBranch[][] groups, CandidateSet found) implements RuleBranch {
    @Override
    public void run(EvaluationFrame frame, MatchedRules hits) {
      found.clear();
      for (LiteralIndex index : indexes) {
        index.find(frame, found);
      }
      for (int i = 0; i < found.size(); i++) {
        for (RuleBranch branch : groups[found.get(i)]) {
          branch.run(frame, hits);
        }
      }
    }
  }

  /** The remaining conditions of one rule. */
  record Rule(CompiledCondition[] conditions, int key) implements RuleBranch {
    @Override
    public void run(EvaluationFrame frame, MatchedRules hits) {
      for (CompiledCondition condition : conditions) {
        if (!condition.test(frame)) {
          return;
        }
      }
      hits.add(key);
    }
  }
}
