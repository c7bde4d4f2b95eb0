package org.eyas.launcher.line;

import java.util.List;
import java.util.Set;

/** A rule for the command line of a run or of one command. */
@FunctionalInterface
public interface LineCheck {
  int MANY = Integer.MAX_VALUE;

  /** @throws UsageException if the line breaks it; the message says what to write */
  void check(GivenWords line) throws UsageException;

  /** The number of words that are not line. */
  static LineCheck words(int least, int most, String advice) {
    return line -> require(line.operands().size() >= least && line.operands().size() <= most, advice);
  }

  /** A first word that is always the same, and the number of words after it. */
  static LineCheck verb(String verb, int least, int most, String advice) {
    return line -> {
      List<String> words = line.operands();
      require(!words.isEmpty() && words.getFirst().equals(verb) && words.size() > least && words.size() - 1 <= most, advice);
    };
  }

  /** A check of the lines whose first word is this verb. */
  static LineCheck after(String verb, LineCheck check) {
    return line -> {
      if (line.operands().indexOf(verb) == 0) {
        check.check(line);
      }
    };
  }

  /** An option, by its key, that must be given. */
  static LineCheck needing(String key, String advice) {
    return line -> require(line.isGiven(key), advice);
  }

  /** Two options, by their keys, of which exactly one must be given. */
  static LineCheck either(String one, String other, String advice) {
    return line -> require(line.isGiven(one) != line.isGiven(other), advice);
  }

  /** Options, by their keys, of which none can be combined with one of the others. */
  static LineCheck apart(Set<String> some, Set<String> others, String advice) {
    return line -> require(
        some.stream().noneMatch(line::isGiven) || others.stream().noneMatch(line::isGiven), advice);
  }

  private static void require(boolean holds, String advice) throws UsageException {
    if (!holds) {
      throw new UsageException(advice);
    }
  }
}
