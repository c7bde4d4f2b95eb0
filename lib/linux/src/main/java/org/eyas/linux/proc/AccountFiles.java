package org.eyas.linux.proc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eyas.api.source.UserEntry;

/** Parses the users and groups in {@code /etc/passwd} and {@code /etc/group} (passwd(5), group(5)). */
public final class AccountFiles {
  private static final int USER_COLUMNS = 7;
  private static final int GROUP_COLUMNS = 3;

  private static final Pattern ID = Pattern.compile("0*[0-9]{1,10}");
  private static final long MOST_ID = 0xffff_ffffL;

  private AccountFiles() {}

  /** Reads passwd. Malformed lines are skipped. */
  public static List<UserEntry> users(byte[] bytes) {
    List<UserEntry> users = new ArrayList<>();
    for (String[] line : lines(bytes, USER_COLUMNS)) {
      long id = Long.parseLong(line[2]);
      users.add(new UserEntry(UserEntry.Kind.USER, id, Long.parseLong(line[3]), line[0], line[5], line[6]));
    }
    return users;
  }

  /** Reads group. Malformed lines are skipped. */
  public static List<UserEntry> groups(byte[] bytes) {
    List<UserEntry> groups = new ArrayList<>();
    for (String[] line : lines(bytes, GROUP_COLUMNS)) {
      long id = Long.parseLong(line[2]);
      groups.add(new UserEntry(UserEntry.Kind.GROUP, id, id, line[0], "", ""));
    }
    return groups;
  }

  private static List<String[]> lines(byte[] bytes, int columns) {
    List<String[]> lines = new ArrayList<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      String[] parts = line.split(":", Math.max(columns, 4)); // the last column may contain colons
      if (parts.length >= columns && isId(parts[2]) && (columns < 4 || isId(parts[3]))) {
        lines.add(parts);
      }
    }
    return lines;
  }

  // A whole decimal number of 32 bits without a sign, as in Falco. Anything else must not become another id.
  private static boolean isId(String text) {
    return ID.matcher(text).matches() && Long.parseLong(text) <= MOST_ID;
  }
}
