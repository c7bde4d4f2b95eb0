package org.eyas.engine.state;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/** Users and groups that are added or removed on the host; those of containers are ignored. */
final class AccountUpdater implements StateUpdater {
  private final AccountBook accounts;
  private final boolean group;
  private final boolean added;

  AccountUpdater(AccountBook accounts, boolean group, boolean added) {
    this.accounts = accounts;
    this.group = group;
    this.added = added;
  }

  @Override
  public void update(LoopEvent event) {
    int container = group ? 2 : 5;
    if (!event.bytes(container).isEmpty()) {
      return;
    }
    long id = event.number(0);
    if (group && added) {
      accounts.addGroup(id, kept(event.bytes(1)));
    } else if (group) {
      accounts.removeGroup(id);
    } else if (added) {
      accounts.addUser(id, event.number(1), kept(event.bytes(2)), kept(event.bytes(3)), kept(event.bytes(4)));
    } else {
      accounts.removeUser(id);
    }
  }

  private static Text kept(Bytes text) {
    return text.toText();
  }
}
