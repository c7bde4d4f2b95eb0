package org.eyas.engine.state;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.StateUpdater;

/**
 * Events of users and groups that are added to the host or removed from it. Users and groups of containers are ignored.
 */
final class AccountUpdater implements StateUpdater {
  private static final ParamIndexes USER = ParamIndexes.of("USER_ADDED_E", "USER_DELETED_E");
  private static final int UID = USER.at("uid");
  private static final int USER_GROUP = USER.at("gid");
  private static final int USER_NAME = USER.at("name");
  private static final int HOME = USER.at("home");
  private static final int SHELL = USER.at("shell");
  private static final int USER_CONTAINER = USER.at("container_id");
  private static final ParamIndexes GROUP = ParamIndexes.of("GROUP_ADDED_E", "GROUP_DELETED_E");
  private static final int GID = GROUP.at("gid");
  private static final int GROUP_NAME = GROUP.at("name");
  private static final int GROUP_CONTAINER = GROUP.at("container_id");

  private final MachineAccounts accounts;
  private final boolean group;
  private final boolean added;

  AccountUpdater(MachineAccounts accounts, boolean group, boolean added) {
    this.accounts = accounts;
    this.group = group;
    this.added = added;
  }

  @Override
  public void update(LoopEvent event) {
    if (!event.bytes(group ? GROUP_CONTAINER : USER_CONTAINER).isEmpty()) {
      return;
    }
    if (group && added) {
      accounts.addGroup(event.number(GID), kept(event.bytes(GROUP_NAME)));
    } else if (group) {
      accounts.removeGroup(event.number(GID));
    } else if (added) {
      addUser(event);
    } else {
      accounts.removeUser(event.number(UID));
    }
  }

  private void addUser(LoopEvent event) {
    accounts.addUser(
        event.number(UID),
        event.number(USER_GROUP),
        kept(event.bytes(USER_NAME)),
        kept(event.bytes(HOME)),
        kept(event.bytes(SHELL)));
  }

  private static Text kept(Bytes text) {
    return text.toText();
  }
}
