package org.eyas.engine.mute;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eyas.api.control.Mute;
import org.eyas.api.data.VisibleText;
import org.eyas.engine.rules.RuleMute;

/**
 * The rule file of one mute. Falco and Eyas read it as an exception that is appended to the rule; the comment has the owner and the
 * reason.
 */
public final class MuteFile {
  /** The prefix of the file name, which sorts after the files of the rules. */
  private static final String PREFIX = "zz-mute-";
  private static final String SUFFIX = ".yaml";
  private static final String OWNER = "# Owner: ";
  private static final String REASON = "# Reason: ";
  private static final String UNKNOWN = "unknown";
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private MuteFile() {}

  /** The id of a mute that is written now. */
  public static String id(Instant now) {
    return ID.format(now);
  }

  /** The name of the file, without its folder. */
  public static String name(String id) {
    return PREFIX + id + SUFFIX;
  }

  /** Whether a document is the file of this mute, and not a file in which somebody wrote a mute among other things. */
  public static boolean isOf(String document, String id) {
    return document.equals(name(id)) || document.endsWith("/" + name(id));
  }

  /** Whether a value can be written as a quoted text of a condition. */
  public static boolean canWrite(String value) {
    boolean quotes = value.indexOf('"') >= 0 && value.indexOf('\'') >= 0;
    return !value.isEmpty() && RuleMute.isExact(value) && !quotes && value.indexOf('\\') < 0
        && VisibleText.line(value).equals(value);
  }

  public static String text(Mute mute, Instant now) {
    String fields = mute.fields().keySet().stream().map(MuteFile::yaml).collect(Collectors.joining(", "));
    String comparisons = mute.fields().keySet().stream().map(field -> "'='").collect(Collectors.joining(", "));
    String values = mute.fields().values().stream().map(value -> yaml(quoted(value))).collect(Collectors.joining(", "));
    return "# A mute: until the time in its name, the engine hides and counts the alerts with these values. Then it removes this file.\n"
        + "# To end it earlier: eyas mute end " + mute.id() + "\n"
        + OWNER + VisibleText.line(mute.owner()) + "\n"
        + REASON + VisibleText.line(mute.reason()) + "\n"
        + "# Written: " + now + "\n"
        + "- rule: " + yaml(mute.rule()) + "\n"
        + "  exceptions:\n"
        + "    - name: " + yaml(RuleMute.name(mute.id(), mute.until())) + "\n"
        + "      fields: [" + fields + "]\n"
        + "      comps: [" + comparisons + "]\n"
        + "      values:\n"
        + "        - [" + values + "]\n"
        + "  override:\n"
        + "    exceptions: append\n";
  }

  private static String quoted(String value) {
    char quote = value.indexOf('"') >= 0 ? '\'' : '"';
    return quote + value + quote;
  }

  private static String yaml(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /**
   * The mute of a rule, with the owner and the reason from the comment of its file.
   *
   * @param content the content of the file; empty if it is not known
   */
  public static Mute read(String rule, RuleMute mute, String content) {
    SortedMap<String, String> fields = new TreeMap<>();
    for (int i = 0; i < mute.fields().size(); i++) {
      fields.put(mute.fields().get(i), values(mute, i));
    }
    return new Mute(
        mute.id(), rule, fields, comment(OWNER, content).orElse(UNKNOWN),
        comment(REASON, content).orElse(UNKNOWN), mute.until());
  }

  private static String values(RuleMute mute, int at) {
    return mute.tuples().stream().map(tuple -> tuple.get(at)).distinct().collect(Collectors.joining(" or "));
  }

  private static Optional<String> comment(String prefix, String content) {
    return content.lines().filter(line -> line.startsWith(prefix)).map(line -> line.substring(prefix.length())).findFirst();
  }
}
