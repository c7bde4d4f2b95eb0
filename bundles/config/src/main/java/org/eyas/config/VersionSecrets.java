package org.eyas.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.config.component.SecretMasking;
import org.eyas.config.yaml.ConfigException;
import org.eyas.config.yaml.ScalarPlace;

/**
 * Placeholders for the secrets of a configuration, such as {@code '(secret of http_output.url)'}. So a version of the file has no
 * secret that somebody removed from the file. A version that is written again gets the secrets that the file has now.
 */
final class VersionSecrets {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\(secret of (.*)\\)");

  private VersionSecrets() {}

  /** The text with placeholders. */
  static String hide(String text) {
    try {
      StringBuilder hidden = new StringBuilder(text);
      for (ScalarPlace place : ScalarPlace.of(text).reversed()) {
        if (SecretMasking.isSecret(place.path(), place.value())) {
          hidden.replace(place.start(), place.end(), "'(secret of " + place.path().replace("'", "''") + ")'");
        }
      }
      return masked(hidden.toString(), true);
    } catch (ConfigException e) {
      return masked(text, false); // no YAML: somebody else wrote it, and the engine never ran with it
    }
  }

  private static String masked(String text, boolean onlyComments) {
    String end = text.endsWith("\n") ? "\n" : "";
    return text.lines()
        .map(line -> onlyComments && !line.strip().startsWith("#") ? line : SecretMasking.maskedText(line))
        .collect(Collectors.joining("\n")) + end;
  }

  /**
   * The text with the secrets that the file has now.
   *
   * @throws RefusedException if the file has no such secret any more
   */
  static String restore(String hidden, String now) throws RefusedException {
    try {
      List<ScalarPlace> current = ScalarPlace.of(now);
      List<ScalarPlace> places = ScalarPlace.of(hidden);
      StringBuilder text = new StringBuilder(hidden);
      for (ScalarPlace place : places.reversed()) {
        Matcher placeholder = PLACEHOLDER.matcher(place.value());
        if (placeholder.matches()) {
          ScalarPlace secret = secret(placeholder.group(1), current);
          text.replace(place.start(), place.end(), now.substring(secret.start(), secret.end()));
        }
      }
      checkPaths(places, ScalarPlace.of(text.toString()));
      return text.toString();
    } catch (ConfigException e) {
      throw new RefusedException(Reason.of(e));
    }
  }

  private static ScalarPlace secret(String path, List<ScalarPlace> current) throws RefusedException {
    Optional<ScalarPlace> found = current.stream().filter(place -> place.path().equals(path)).findFirst();
    return found.orElseThrow(
        () -> new RefusedException(
            path + " had a secret in this version, and versions keep no secrets: set " + path
                + " in the file, then revert again"));
  }

  // A secret of several lines at another depth could become other keys.
  private static void checkPaths(List<ScalarPlace> places, List<ScalarPlace> restored) throws RefusedException {
    if (!places.stream().map(ScalarPlace::path).toList().equals(restored.stream().map(ScalarPlace::path).toList())) {
      throw new RefusedException(
          "the secrets do not fit into this version, because they are written in another form now: change the file with an editor");
    }
  }
}
