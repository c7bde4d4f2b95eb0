package org.eyas.engine.rules.item;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A semantic version of three numbers. */
public record SemanticVersion(long major, long minor, long patch) implements Comparable<SemanticVersion> {
  /** The form of a version: three numbers. As in Falco's scanf, text after them is ignored. */
  private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,10})\\.(\\d{1,10})\\.(\\d{1,10}).*", Pattern.DOTALL);

  public static Optional<SemanticVersion> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new SemanticVersion(
            Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3))));
  }

  /** Whether this version satisfies a requirement: the major version is the same, and it is not older. */
  public boolean satisfies(SemanticVersion required) {
    return major == required.major && compareTo(required) >= 0;
  }

  @Override
  public int compareTo(SemanticVersion other) {
    int byMajor = Long.compare(major, other.major);
    int byMinor = byMajor != 0 ? byMajor : Long.compare(minor, other.minor);
    return byMinor != 0 ? byMinor : Long.compare(patch, other.patch);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
