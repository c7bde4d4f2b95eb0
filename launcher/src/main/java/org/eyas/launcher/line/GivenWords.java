package org.eyas.launcher.line;

import java.util.List;

/** The words and options that a command line has, as its rules see them. */
interface GivenWords {
  /** The words that are not options. */
  List<String> operands();

  /** Whether the option with this key is given. */
  boolean isGiven(String key);
}
