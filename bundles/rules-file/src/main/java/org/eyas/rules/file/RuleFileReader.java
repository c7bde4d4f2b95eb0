package org.eyas.rules.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.RuleReadException;

/**
 * Reads rule files of limited size.
 *
 * @param mostKb how many KB a file may have
 */
record RuleFileReader(int mostKb) {
  String content(String file) throws RuleReadException {
    int most = (int) Math.min((long) mostKb << 10, Integer.MAX_VALUE - 9);
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new RuleReadException(
            file, "The rules file " + file + " has more than " + mostKb + " KB (eyas.rules.limits.file_kb allows more)");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new RuleReadException(file, "Could not open file " + file + " for reading: " + reason(e));
    }
  }

  /** Why a file cannot be read, in the words of Falco. */
  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      default -> Reason.of(e);
    };
  }
}
