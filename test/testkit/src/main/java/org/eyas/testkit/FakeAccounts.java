package org.eyas.testkit;

import java.util.HashMap;
import java.util.Map;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.Accounts;

/** Users and groups for tests. The home directory of a user is /home/NAME, the shell /bin/sh. */
public final class FakeAccounts implements Accounts {
  private final Map<Long, String> users = new HashMap<>();
  private final Map<Long, String> groups = new HashMap<>();

  public FakeAccounts user(long uid, String name) {
    users.put(uid, name);
    return this;
  }

  public FakeAccounts group(long gid, String name) {
    groups.put(gid, name);
    return this;
  }

  @Override
  public Bytes userName(long uid) {
    return users.containsKey(uid) ? Text.of(users.get(uid)) : Text.ABSENT;
  }

  @Override
  public Bytes homeDirectory(long uid) {
    return users.containsKey(uid) ? Text.of("/home/" + users.get(uid)) : Text.ABSENT;
  }

  @Override
  public Bytes shell(long uid) {
    return users.containsKey(uid) ? Text.of("/bin/sh") : Text.ABSENT;
  }

  @Override
  public Bytes groupName(long gid) {
    return groups.containsKey(gid) ? Text.of(groups.get(gid)) : Text.ABSENT;
  }
}
