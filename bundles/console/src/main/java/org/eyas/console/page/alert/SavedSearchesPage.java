package org.eyas.console.page.alert;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eyas.api.config.RefusedException;
import org.eyas.console.page.AuditRecorder;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.UserRequest;

/** Saves searches and columns of the user of the session; the page of alerts shows them. Viewers may do that, too. */
public final class SavedSearchesPage implements ConsolePage {
  private static final int MOST_COLUMNS = 8;
  private static final Pattern FIELD = Pattern.compile("[a-z][A-Za-z0-9_.]{1,80}(\\[[A-Za-z0-9_./*-]{1,80}])?");

  private final ConsoleServices services;
  private final UserPreferences preferences;
  private final AuditRecorder audit;

  public SavedSearchesPage(ConsoleServices services, UserPreferences preferences, AuditRecorder audit) {
    this.services = services;
    this.preferences = preferences;
    this.audit = audit;
  }

  @Override
  public PageReply get(UserRequest visit) {
    return PageReply.redirect("/alerts");
  }

  @Override
  public PageReply post(UserRequest visit) throws RefusedException, IOException {
    String user = visit.session().user();
    String name = visit.parameter("name").strip();
    AlertSelection selection = AlertSelection.of(visit.request());
    switch (visit.parameter("do")) {
      case "save" -> {
        UserPreferences.Search search = new UserPreferences.Search(name, selection.parameters());
        audit.applyAudited(visit, "save search", name, () -> preferences.save(user, search));
      }
      case "remove" -> audit.applyAudited(visit, "remove search", name, () -> preferences.remove(user, name));
      case "add-column" -> preferences.setColumns(user, with(preferences.columns(user), name));
      case "remove-column" -> preferences.setColumns(
          user, preferences.columns(user).stream().filter(column -> !column.equals(name)).toList());
      default -> throw new RefusedException("There is no such action.");
    }
    return PageReply.redirect("/alerts?" + selection.parameters());
  }

  private List<String> with(List<String> columns, String name) throws RefusedException {
    if (!FIELD.matcher(name).matches() || !AlertFieldGroup.isKnown(name, services)) {
      throw new RefusedException("There is no field '" + name + "': eyas --list lists all fields.");
    }
    if (columns.size() >= MOST_COLUMNS) {
      throw new RefusedException("The list has " + MOST_COLUMNS + " columns, which is the limit: remove one.");
    }
    List<String> more = new ArrayList<>(columns);
    more.remove(name);
    more.add(name);
    return more;
  }
}
