package org.eyas.api.control;

import java.time.Instant;

/**
 * One thing that is not well.
 *
 * @param name what it is about: an output's name, a source, a bundle's symbolic name
 * @param problem in one line, with what to do where that is known
 */
public record Ailment(Part part, String name, String problem, Instant since) {
  public enum Part {
    SOURCE,
    OUTPUT,
    RULES,
    BUNDLE
  }
}
