package org.eyas.launcher;

import java.util.List;

/** Options that {@code --help} lists together under a title. */
record OptionGroup(String title, List<OptionDefinition> arguments) {
  OptionGroup(String title, OptionDefinition... arguments) {
    this(title, List.of(arguments));
  }
}
