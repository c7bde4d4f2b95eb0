package org.eyas.console.page.configuration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.failure.Reason;
import org.eyas.api.undo.FileVersion;
import org.eyas.api.undo.FileVersions;
import org.eyas.console.page.AuditRecorder;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.QueryString;
import org.eyas.console.page.TimeElement;
import org.eyas.console.page.UserRequest;
import org.eyas.console.settings.GuardedKeys;
import org.eyas.console.settings.RedactedConfiguration;

/**
 * The page of the changes of files: who changed which lines, and when. One click undoes the newest change of a file, or goes back to
 * an older version.
 */
public final class FileChangesPage implements ConsolePage {
  public static final String PATH = "/changes";
  private static final String REVERT = "revert file";
  private static final int MOST = 200;
  private static final int MOST_LINES = 200;

  private record Model(boolean known, String why, String done, String file, List<Row> changes, boolean more) {}

  /** @param target the version to which the button of this row goes back; empty if there is none */
  private record Row(
      String file, String name, int number, TimeElement time, String author, String change, List<String> removed,
      List<String> added,
      boolean shortened, String target, boolean undo) {}

  private final ConsoleServices services;
  private final ConsolePermissions limits;
  private final PageTemplates templates;
  private final AuditRecorder audit;

  public FileChangesPage(ConsoleServices services, ConsolePermissions limits, PageTemplates templates, AuditRecorder audit) {
    this.services = services;
    this.limits = limits;
    this.templates = templates;
    this.audit = audit;
  }

  @Override
  public PageReply get(UserRequest visit) {
    String file = visit.parameter("file");
    try {
      List<Row> rows = rows(versions().versions(), file);
      List<Row> shown = rows.subList(0, Math.min(rows.size(), MOST));
      return templates.page("filechanges", "Changes", visit, new Model(true, "", done(visit), file, shown, rows.size() > MOST));
    } catch (RefusedException | IOException e) {
      return templates.page("filechanges", "Changes", visit, new Model(false, Reason.of(e), "", file, List.of(), false));
    }
  }

  private FileVersions versions() throws RefusedException {
    return services.fileVersions().orElseThrow(() -> new RefusedException("Not available: the engine is not running."));
  }

  // The text names only a change that was made, so that a link cannot carry another message.
  private String done(UserRequest visit) {
    String detail = visit.parameter("reverted");
    List<AuditEntry> entries = services.audit().map(log -> log.recent(MOST)).orElse(List.of());
    boolean made =
        entries.stream().anyMatch(entry -> entry.done() && entry.what().equals(REVERT) && entry.detail().equals(detail));
    return made ? "Done: " + detail + ". This is a change, too, so you can undo it." : "";
  }

  /** The first rows, with one more than are shown, if there are more. */
  private static List<Row> rows(List<FileVersion> all, String file) {
    List<Row> rows = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (FileVersion version : all) {
      boolean newest = seen.add(version.file());
      if (!file.isEmpty() && !version.file().equals(file)) {
        continue;
      }
      if (rows.size() > MOST) {
        break;
      }
      Optional<FileVersion> older = version.predecessor(all);
      FileVersion.Difference difference = older.map(version::since).orElse(new FileVersion.Difference(List.of(), List.of()));
      String target = newest ? older.map(before -> String.valueOf(before.number())).orElse("") : String.valueOf(version.number());
      rows.add(
          new Row(
              version.file(), Path.of(version.file()).getFileName().toString(), version.number(), TimeElement.at(version.time()),
              version.author(), version.change(), most(difference.removed()),
              most(difference.added()), Math.max(difference.removed().size(), difference.added().size()) > MOST_LINES, target,
              newest));
    }
    return rows;
  }

  private static List<String> most(List<String> lines) {
    return lines.subList(0, Math.min(lines.size(), MOST_LINES));
  }

  /** Goes back to a version. */
  @Override
  public PageReply post(UserRequest visit) throws RefusedException, IOException {
    String file = visit.parameter("file");
    String number = visit.parameter("version");
    FileVersions service = versions();
    FileVersion wanted =
        service.versions().stream()
            .filter(version -> version.file().equals(file) && String.valueOf(version.number()).equals(number))
            .findFirst()
            .orElseThrow(() -> new RefusedException("There is no version " + number + " of " + file + " any more."));
    checkRights(wanted);
    String detail = file + " to version " + number;
    audit.applyAudited(visit, REVERT, detail, () -> service.revert(file, wanted.number()));
    return PageReply.redirect(PATH + "?" + QueryString.parameter("reverted", detail));
  }

  // What the console may not change, an old version must not change either.
  private void checkRights(FileVersion wanted) throws RefusedException, IOException {
    ConfigurationFile configuration = services.configuration().orElse(null);
    if (configuration == null || !Path.of(configuration.path()).toAbsolutePath().toString().equals(wanted.file())) {
      return;
    }
    if (wanted.text().contains("(secret of ")) {
      throw new RefusedException(
          "Not done: this version has secrets, which could go to another destination than today. Enter eyas config revert "
              + wanted.file() + " " + wanted.number() + " on the machine.");
    }
    String before = configuration.text();
    GuardedKeys.check(before, RedactedConfiguration.of(before).restore(wanted.text()), limits.maySetPrograms());
  }
}
