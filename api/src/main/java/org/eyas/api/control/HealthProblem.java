package org.eyas.api.control;

import java.time.Instant;

/**
 * One current problem, as health shows it.
 *
 * @param name the name of the output or source that has the problem, or the symbolic name of the bundle
 * @param problem what is wrong, in one line, and what to do if that is known
 */
public record HealthProblem(Part part, String name, String problem, Instant since) {
  public enum Part {
    SOURCE,
    OUTPUT,
    RULES,
    BUNDLE
  }
}
