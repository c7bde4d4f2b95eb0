package org.eyas.console.page;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.failure.Reason;
import org.eyas.console.settings.HiddenText;

/**
 * The page of the keys of the configuration file, as forms. A change is first checked and shown as lines of the file, and then
 * saved; the rest of the file stays as it is.
 */
final class KeysPage implements Page {
  static final String PATH = "/configuration/keys";

  private static final String SAVE = "save configuration";

  /**
   * @param sections only if the filter is empty
   * @param names the names of the rows that can be changed
   * @param changed how many keys differ from their defaults, in all
   * @param error why a change was rejected; empty if none was
   */
  private record Model(
      boolean known, String why, String path, KeyFilter filter, List<KeySection> sections, List<KeyRow> rows, String names,
      String digest, int changed, String error, String done) {}

  /** The file with its text and all rows. */
  private record Form(ConfigurationFile file, String text, List<KeyRow> rows) {
    /** With the values that a person entered. */
    Form with(List<KeyChange> changes) {
      Map<String, String> entered = changes.stream().collect(Collectors.toMap(change -> change.row().name(), KeyChange::entered));
      return new Form(file, text,
          rows.stream().map(row -> row.with(entered.getOrDefault(row.name(), row.value().text()))).toList());
    }
  }

  /** A change before it is saved. */
  private record Preview(
      KeyFilter filter, String digest, String names, List<KeyChange> changes, List<KeyEdit.Lines> lines, List<String> warnings) {}

  private final Services services;
  private final Limits limits;
  private final Templates templates;
  private final Audit audit;

  KeysPage(Services services, Limits limits, Templates templates, Audit audit) {
    this.services = services;
    this.limits = limits;
    this.templates = templates;
    this.audit = audit;
  }

  @Override
  public Reply get(Visit visit) throws IOException {
    KeyFilter filter = KeyFilter.of(visit);
    try {
      return page(visit, 200, model(form(), filter, "", visit.parameter("saved").isEmpty() ? "" : "Saved and applied."));
    } catch (RefusedException e) {
      return page(visit, 200, new Model(false, Reason.of(e), "", filter, List.of(), List.of(), "", "", 0, "", ""));
    }
  }

  private Form form() throws RefusedException, IOException {
    ConfigurationFile file = ConfigurationPage.file(services);
    String text = file.text();
    return new Form(
        file, text, KeyRows.of(file, HiddenText.of(text).shown(), services.componentKeys(), limits.maySetPrograms()));
  }

  private Reply page(Visit visit, int status, Model model) {
    return templates.page(status, "keys", "Configuration", visit, model);
  }

  private static Model model(Form form, KeyFilter filter, String error, String done) {
    List<KeyRow> rows = filter.isEmpty() ? List.of() : form.rows().stream().filter(filter::accepts).toList();
    List<KeySection> sections = filter.isEmpty() ? KeySection.of(form.rows()) : List.of();
    String names = rows.stream().filter(KeyRow::isEditable).map(KeyRow::name).collect(Collectors.joining(" "));
    int changed = (int) form.rows().stream().filter(KeyRow::changed).count();
    return new Model(
        true, "", form.file().path(), filter, sections, rows, names, Documents.digest(form.text()), changed, error, done);
  }

  /** Shows what a change would do to the file, or saves it. A change that is rejected comes back as it was entered. */
  @Override
  public Reply post(Visit visit) throws RefusedException, IOException {
    Form form = form();
    List<KeyChange> changes = KeyChange.of(visit, form.rows());
    boolean saves = visit.parameter("do").equals("save");
    try {
      if (!Documents.digest(form.text()).equals(visit.parameter("digest"))) {
        throw new RefusedException("Not saved: somebody else changed the file meanwhile. What you entered is still below.");
      }
      KeyEdit edit = KeyEdit.of(form.file(), form.text(), changes, limits);
      return saves ? save(visit, form, edit) : preview(visit, form, changes, edit);
    } catch (RefusedException e) {
      String why = HiddenText.of(form.text()).without(Reason.of(e));
      if (saves) {
        audit.add(visit.who(), SAVE, why, false);
      }
      return page(visit, 409, model(form.with(changes), KeyFilter.of(visit), why, ""));
    }
  }

  private Reply preview(Visit visit, Form form, List<KeyChange> changes, KeyEdit edit) throws RefusedException {
    HiddenText hidden = HiddenText.of(form.text());
    List<String> warnings = form.file().check(edit.text()).stream().map(hidden::without).toList();
    String names = changes.stream().map(change -> change.row().name()).collect(Collectors.joining(" "));
    Preview preview = new Preview(KeyFilter.of(visit), visit.parameter("digest"), names, changes, edit.lines(), warnings);
    return templates.page("keyschange", "Change of the configuration", visit, preview);
  }

  private Reply save(Visit visit, Form form, KeyEdit edit) throws RefusedException, IOException {
    String names = edit.lines().stream().map(KeyEdit.Lines::name).collect(Collectors.joining(", "));
    audit.make(visit, SAVE, form.file().path() + ": " + names, () -> form.file().save(form.text(), edit.text()));
    return Reply.to(KeyFilter.of(visit).address() + "&saved=1");
  }
}
