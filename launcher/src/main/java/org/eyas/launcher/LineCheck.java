package org.eyas.launcher;

import java.util.List;
import java.util.Set;

/** A rule for the command line of a run or of one command. */
@FunctionalInterface
interface LineCheck {
  int MANY = Integer.MAX_VALUE;

  /** @throws UsageException if the line breaks it; the message says what to write */
  void check(LaunchOptions options) throws UsageException;

  /** The number of words that are not options. */
  static LineCheck words(int least, int most, String advice) {
    return options -> require(options.operands().size() >= least && options.operands().size() <= most, advice);
  }

  /** A first word that is always the same, and the number of words after it. */
  static LineCheck verb(String verb, int least, int most, String advice) {
    return options -> {
      List<String> words = options.operands();
      require(!words.isEmpty() && words.getFirst().equals(verb) && words.size() > least && words.size() - 1 <= most, advice);
    };
  }

  /** A check of the lines whose first word is this verb. */
  static LineCheck after(String verb, LineCheck check) {
    return options -> {
      if (options.operands().indexOf(verb) == 0) {
        check.check(options);
      }
    };
  }

  /** Two options, by their keys, of which exactly one must be given. */
  static LineCheck either(String one, String other, String advice) {
    return options -> require(options.isGiven(one) != options.isGiven(other), advice);
  }

  /** Options, by their keys, of which none can be combined with one of the others. */
  static LineCheck apart(Set<String> some, Set<String> others, String advice) {
    return options -> require(
        some.stream().noneMatch(options::isGiven) || others.stream().noneMatch(options::isGiven), advice);
  }

  private static void require(boolean holds, String advice) throws UsageException {
    if (!holds) {
      throw new UsageException(advice);
    }
  }
}
