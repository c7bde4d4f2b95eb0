package org.eyas.console.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eyas.api.config.RefusedException;

/** Saves searches and columns of the user of the session; the page of alerts shows them. Viewers may do that, too. */
final class SearchesPage implements Page {
  private static final int MOST_COLUMNS = 8;
  private static final Pattern FIELD = Pattern.compile("[a-z][A-Za-z0-9_.]{1,80}(\\[[A-Za-z0-9_./*-]{1,80}])?");

  private final Services services;
  private final Preferences preferences;
  private final Audit audit;

  SearchesPage(Services services, Preferences preferences, Audit audit) {
    this.services = services;
    this.preferences = preferences;
    this.audit = audit;
  }

  @Override
  public Reply get(Visit visit) {
    return Reply.to("/alerts");
  }

  @Override
  public Reply post(Visit visit) throws RefusedException, IOException {
    String user = visit.session().user();
    String name = visit.parameter("name").strip();
    AlertSelection selection = AlertSelection.of(visit.request());
    switch (visit.parameter("do")) {
      case "save" -> {
        Preferences.Search search = new Preferences.Search(name, selection.parameters());
        audit.make(visit, "save search", name, () -> preferences.save(user, search));
      }
      case "remove" -> audit.make(visit, "remove search", name, () -> preferences.remove(user, name));
      case "add-column" -> preferences.setColumns(user, with(preferences.columns(user), name));
      case "remove-column" -> preferences.setColumns(
          user, preferences.columns(user).stream().filter(column -> !column.equals(name)).toList());
      default -> throw new RefusedException("There is no such action.");
    }
    return Reply.to("/alerts?" + selection.parameters());
  }

  private List<String> with(List<String> columns, String name) throws RefusedException {
    if (!FIELD.matcher(name).matches() || !FieldGroup.isKnown(name, services)) {
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
