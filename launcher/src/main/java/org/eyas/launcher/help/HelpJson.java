package org.eyas.launcher.help;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.eyas.launcher.line.CommandAction;
import org.eyas.launcher.line.CommandTable;
import org.eyas.launcher.line.OptionDefinition;
import org.eyas.launcher.line.OptionTable;
import org.eyas.launcher.line.Subcommand;

/** The help as a JSON object on one line, for other programs. */
public final class HelpJson {
  private HelpJson() {}

  /** The options of a run, and all commands with their options. */
  public static String render() {
    JsonObject all = new JsonObject();
    all.add("options", options(OptionTable.ALL));
    JsonArray commands = new JsonArray();
    CommandTable.ALL.forEach(command -> commands.add(members(command)));
    all.add("commands", commands);
    return all + "\n";
  }

  /** One command. */
  public static String render(Subcommand command) {
    return members(command) + "\n";
  }

  private static JsonObject members(Subcommand command) {
    JsonObject members = member(command.name(), command.operands(), command.description());
    JsonArray actions = new JsonArray();
    for (CommandAction action : command.hasNamedActions() ? command.actions() : List.<CommandAction>of()) {
      actions.add(member(action.name(), action.operands(), action.description()));
    }
    members.add("actions", actions);
    members.add("options", options(command.arguments()));
    return members;
  }

  private static JsonObject member(String name, String operands, String description) {
    JsonObject member = new JsonObject();
    member.addProperty("name", name);
    member.addProperty("operands", operands);
    member.addProperty("description", description);
    return member;
  }

  private static JsonArray options(List<OptionDefinition> options) {
    JsonArray all = new JsonArray();
    for (OptionDefinition option : options) {
      JsonObject members = new JsonObject();
      JsonArray spellings = new JsonArray();
      option.spellings().forEach(spellings::add);
      members.add("spellings", spellings);
      members.addProperty("value", option.value().name());
      members.addProperty("repeatable", option.count() == OptionDefinition.Count.REPEATED);
      members.addProperty("description", HelpText.text(option));
      all.add(members);
    }
    return all;
  }
}
