package org.eyas.console.page.alert;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.console.access.PrivateFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The saved searches of each user, and the columns of the user's list of alerts. They are lines of a file beside the
 * file of accounts: {@code search USER NAME ADDRESS} and {@code columns USER NAME,NAME}. The file is read at each use;
 * any thread may call.
 */
public final class UserPreferences {
  /** A search with a name, and the query of its address. */
  record Search(String name, String address) {}

  private static final Logger LOG = LoggerFactory.getLogger(UserPreferences.class);
  private static final String SEARCH = "search";
  private static final String COLUMNS = "columns";
  private static final int MOST_OF_ONE_USER = 30;
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_ADDRESS = 2_000;

  private final PrivateFile file;

  public UserPreferences(Path path) {
    file = new PrivateFile(path);
  }

  /** The searches of a user in the order in which they were saved. */
  synchronized List<Search> searches(String user) {
    return lines(SEARCH, user).flatMap(UserPreferences::search).toList();
  }

  // A line whose name cannot be decoded stays in the file.
  private static Stream<Search> search(String[] words) {
    try {
      return Stream.of(new Search(URLDecoder.decode(words[2], StandardCharsets.UTF_8), words[3]));
    } catch (IllegalArgumentException e) {
      return Stream.empty();
    }
  }

  synchronized List<String> columns(String user) {
    return lines(COLUMNS, user).flatMap(words -> Stream.of(words[2].split(","))).toList();
  }

  private Stream<String[]> lines(String kind, String user) {
    try {
      return file.lines().stream().filter(line -> isOf(line, kind, user)).map(line -> line.split(" "));
    } catch (IOException e) {
      LOG.warn("console: saved searches and columns are not available: {}", Reason.of(e));
      return Stream.empty();
    }
  }

  // Lines that somebody else wrote into the file stay there.
  private static boolean isOf(String line, String kind, String user) {
    String[] words = line.split(" ");
    return words.length == (kind.equals(SEARCH) ? 4 : 3) && words[0].equals(kind) && words[1].equals(user);
  }

  /** Saves a search; replaces the one with that name. */
  synchronized void save(String user, Search search) throws RefusedException, IOException {
    String name = search.name();
    if (name.isBlank() || name.length() > LONGEST_NAME || search.address().length() > LONGEST_ADDRESS) {
      throw new RefusedException(
          "A saved search needs a name of at most " + LONGEST_NAME + " characters, and a query of at most about "
              + LONGEST_ADDRESS + ".");
    }
    List<String> lines = without(SEARCH, user, encoded(name));
    if (lines.stream().filter(line -> isOf(line, SEARCH, user)).count() >= MOST_OF_ONE_USER) {
      throw new RefusedException("You have " + MOST_OF_ONE_USER + " saved searches, which is the limit: remove one.");
    }
    lines.add(String.join(" ", SEARCH, user, encoded(name), search.address()));
    file.write(lines);
  }

  synchronized void remove(String user, String name) throws IOException {
    file.write(without(SEARCH, user, encoded(name)));
  }

  /** Sets the columns of a user; none: the list has no columns. */
  synchronized void setColumns(String user, List<String> columns) throws IOException {
    List<String> lines = new ArrayList<>(file.lines());
    lines.removeIf(line -> isOf(line, COLUMNS, user));
    if (!columns.isEmpty()) {
      lines.add(String.join(" ", COLUMNS, user, String.join(",", columns)));
    }
    file.write(lines);
  }

  private List<String> without(String kind, String user, String name) throws IOException {
    List<String> lines = new ArrayList<>(file.lines());
    lines.removeIf(line -> isOf(line, kind, user) && line.split(" ")[2].equals(name));
    return lines;
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name.strip(), StandardCharsets.UTF_8);
  }
}
