package org.eyas.control.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.BundleControl;
import org.eyas.api.control.BundleStatus;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code eyas bundles}. */
@Component(property = ControlCommand.NAME + "=bundles")
public final class BundlesCommand implements ControlCommand {
  private static final String SELF = "org.eyas.control";

  private final BundleControl control;
  private final AuditedActions actions;

  @Activate
  public BundlesCommand(@Reference BundleControl control, @Reference AuditLog audit) {
    this.control = control;
    actions = new AuditedActions(audit);
  }

  @Override
  public void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    switch (request.action("list")) {
      case "list" -> answer.table(rows(), "name", "version", "state", "file", "problem");
      case "start" -> start(request, answer, request.operand("the name of a bundle"));
      case "stop" -> stop(request, answer, request.operand("the name of a bundle"));
      case "install" -> install(request, answer, Path.of(request.operand("a jar")));
      case "remove" -> remove(request, answer, request.operand("the name of a bundle or of its file"));
      default -> throw request.unknown();
    }
  }

  private List<AnswerRow> rows() {
    return control.bundles().stream().map(BundlesCommand::row).toList();
  }

  private static AnswerRow row(BundleStatus bundle) {
    return AnswerRow.of("name", bundle.symbolicName())
        .with("version", bundle.version())
        .with("state", bundle.state())
        .with("part", bundle.part())
        .with("file", bundle.origin())
        .with("problem", bundle.problem());
  }

  private void start(CommandRequest request, CommandAnswer answer, String name) throws RefusedException, IOException {
    actions.run(request, "start bundle", name, () -> control.start(name));
    answer.writeSentence(name + " is started.");
  }

  private void stop(CommandRequest request, CommandAnswer answer, String name) throws RefusedException, IOException {
    actions.run(request, "stop bundle", name, () -> {
      if (name.equals(SELF) || SELF.equals("org.eyas." + name)) {
        throw new RefusedException(
            name + " cannot be stopped, because it serves this command; to close the control socket, set eyas.control.enabled to false");
      }
      control.stop(name);
    });
    answer.writeSentence(name + " is stopped.");
  }

  private void install(CommandRequest request, CommandAnswer answer, Path jar) throws RefusedException, IOException {
    BundleStatus[] installed = new BundleStatus[1];
    actions.run(request, "install bundle", jar.toString(), () -> installed[0] = control.install(jar));
    BundleStatus bundle = installed[0];
    answer.writeSentence(bundle.symbolicName() + " " + bundle.version() + " is installed and " + bundle.state() + ".");
  }

  private void remove(CommandRequest request, CommandAnswer answer, String name) throws RefusedException, IOException {
    actions.run(request, "remove bundle", name, () -> control.remove(name));
    answer.writeSentence(name + " is removed.");
  }

  @Override
  public List<String> names(String action) {
    return control.bundles().stream()
        .filter(bundle -> action.equals("remove") ? !bundle.origin().isEmpty() : bundle.part())
        .filter(bundle -> !action.equals("start") || !bundle.state().equals("active"))
        .map(BundleStatus::symbolicName)
        .toList();
  }
}
