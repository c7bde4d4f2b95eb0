package org.eyas.linux.proc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.source.UserEntry;

/** Parses the users and groups in {@code /etc/passwd} and {@code /etc/group} (passwd(5), group(5)). */
public final class AccountFiles {
  private static final int USER_COLUMNS = 7;
  private static final int GROUP_COLUMNS = 3;

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
      String[] parts = line.split(":", -1);
      if (parts.length >= columns && isNumber(parts[2]) && (columns < 4 || isNumber(parts[3]))) {
        lines.add(parts);
      }
    }
    return lines;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.length() < 11 && text.chars().allMatch(Character::isDigit);
  }
}
