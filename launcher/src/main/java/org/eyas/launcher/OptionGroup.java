package org.eyas.launcher;

import java.util.List;

/** Options that {@code --help} lists together under a title. */
record OptionGroup(String title, List<Argument> arguments) {
  OptionGroup(String title, Argument... arguments) {
    this(title, List.of(arguments));
  }
}
